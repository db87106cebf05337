package org.belltower.model.credential;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What may be told of a credential. Nothing of it is secret.
///
/// @param version of this credential: greater than that of every one before it
/// @param keyId Apple's id of the signing key
/// @param teamId of the developer team; null if a certificate does not tell it
/// @param project of the service account
/// @param fingerprint SHA-256 of the public key (as X.509 writes it), in hexadecimal
/// @param expires when the certificate does; keys and accounts do not
public record CredentialFacts(
        CredentialKind kind,
        long version,
        @Nullable String keyId,
        @Nullable String teamId,
        @Nullable String project,
        String fingerprint,
        @Nullable Instant expires,
        Instant uploaded) {
    public CredentialFacts {
        required("kind", kind);
        required("fingerprint", fingerprint);
        required("uploaded", uploaded);
    }
}
