package org.belltower.registry.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.credential.ProviderCredential;

/// A service account of a Firebase project as Google gives it out: the JSON file itself. Its other fields are ignored,
/// its addresses above all: who uploads one does not decide where we connect to.
///
/// @param privateKey PKCS #8, PEM
@JsonIgnoreProperties(ignoreUnknown = true)
public record FcmUpload(
        @JsonProperty("type") String type,
        @JsonProperty("project_id") String project,
        @JsonProperty("client_email") String clientEmail,
        @JsonProperty("private_key_id") String privateKeyId,
        @JsonProperty("private_key") String privateKey) {
    private static final String TYPE = "service_account";
    private static final int LEAST_BITS = 2048;
    private static final String RULE = "must be an RSA private key of 2048 bits or more (PKCS #8, PEM)";

    public FcmUpload {
        if (!TYPE.equals(InvalidFieldException.required("type", type))) {
            throw new InvalidFieldException("type", "must be " + TYPE);
        }
        InvalidFieldException.text("project_id", project, 255);
        if (InvalidFieldException.text("client_email", clientEmail, 255).indexOf('@') < 1) {
            throw new InvalidFieldException("client_email", "must be an address");
        }
        InvalidFieldException.text("private_key_id", privateKeyId, 255);
        InvalidFieldException.required("private_key", privateKey);
    }

    /// Reads and checks it.
    ///
    /// @throws InvalidFieldException naming the field that is wrong, never its value
    public Submitted read() {
        byte[] key = PrivateKeyFile.decode("private_key", privateKey, RULE);
        return new Submitted(
                new ProviderCredential.ServiceAccount(
                        project, clientEmail, privateKeyId, Base64.getEncoder().encodeToString(key)),
                null,
                null,
                project,
                fingerprint(key),
                null);
    }

    // The JDK's reasons may quote what it was given: they are left out.
    private static String fingerprint(byte[] pkcs8) {
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA");
            if (keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)) instanceof RSAPrivateCrtKey key
                    && key.getModulus().bitLength() >= LEAST_BITS) {
                BigInteger modulus = key.getModulus();
                return PrivateKeyFile.fingerprint(
                        keys.generatePublic(new RSAPublicKeySpec(modulus, key.getPublicExponent())));
            }
        } catch (GeneralSecurityException e) {
            throw new InvalidFieldException("private_key", RULE);
        }
        throw new InvalidFieldException("private_key", RULE);
    }

    @Override
    public String toString() {
        return "FcmUpload[masked]";
    }
}
