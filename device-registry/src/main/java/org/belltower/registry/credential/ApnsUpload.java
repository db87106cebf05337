package org.belltower.registry.credential;

import java.util.Optional;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// What Apple gives out: a signing key with its id and the team's, or a certificate with its key.
///
/// @param p8 the signing key as it is downloaded, PEM
/// @param keyId Apple's id of the signing key
/// @param teamId the developer team's id
/// @param p12 certificate and key as they are exported, PKCS #12 in Base64
/// @param password of the p12
public record ApnsUpload(
        @Nullable String p8,
        @Nullable String keyId,
        @Nullable String teamId,
        @Nullable String p12,
        @Nullable String password) {

    /// The certificate, if it is one; not opened yet.
    ///
    /// @throws InvalidFieldException naming the field that is wrong, never its value
    Optional<CertificateFile> certificate() {
        if (p8 != null && p12 != null) {
            throw new InvalidFieldException("p12", "must not stand beside p8");
        }
        return p12 == null
                ? Optional.empty()
                : Optional.of(CertificateFile.of(p12, InvalidFieldException.required("password", password)));
    }

    /// Reads and checks the signing key.
    ///
    /// @throws InvalidFieldException naming the field that is wrong, never its value
    Submitted signingKey() {
        return SigningKeyFile.read(
                InvalidFieldException.required("p8", p8),
                InvalidFieldException.required("keyId", keyId),
                InvalidFieldException.required("teamId", teamId));
    }

    @Override
    public String toString() {
        return "ApnsUpload[masked]";
    }
}
