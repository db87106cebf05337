package org.belltower.model.credential;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// A credential itself: what an envelope holds, and nothing else ever does. Keys are PKCS #8, certificates X.509, both
/// in DER as Base64. Never prints itself.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProviderCredential.SigningKey.class, name = "signing-key"),
    @JsonSubTypes.Type(value = ProviderCredential.Certificate.class, name = "certificate"),
    @JsonSubTypes.Type(value = ProviderCredential.ServiceAccount.class, name = "service-account")
})
public sealed interface ProviderCredential {
    CredentialKind credentialKind();

    /// As it is sealed.
    default byte[] bytes() {
        return JsonCodec.write(this);
    }

    /// Reads [#bytes()] back.
    static ProviderCredential read(byte[] bytes) throws MalformedMessageException {
        return JsonCodec.read(bytes, ProviderCredential.class);
    }

    /// Signs provider tokens.
    record SigningKey(String teamId, String keyId, String key) implements ProviderCredential {
        public SigningKey {
            required("teamId", teamId);
            required("keyId", keyId);
            required("key", key);
        }

        @Override
        public CredentialKind credentialKind() {
            return CredentialKind.SIGNING_KEY;
        }

        @Override
        public String toString() {
            return "SigningKey[masked]";
        }
    }

    /// Identifies the sender when it connects.
    record Certificate(String certificate, String key) implements ProviderCredential {
        public Certificate {
            required("certificate", certificate);
            required("key", key);
        }

        @Override
        public CredentialKind credentialKind() {
            return CredentialKind.CERTIFICATE;
        }

        @Override
        public String toString() {
            return "Certificate[masked]";
        }
    }

    /// Signs requests for access tokens. Where those are asked for is not part of it: who uploads an account does not
    /// decide where we connect to.
    record ServiceAccount(String project, String clientEmail, String keyId, String key) implements ProviderCredential {
        public ServiceAccount {
            required("project", project);
            required("clientEmail", clientEmail);
            required("keyId", keyId);
            required("key", key);
        }

        @Override
        public CredentialKind credentialKind() {
            return CredentialKind.SERVICE_ACCOUNT;
        }

        @Override
        public String toString() {
            return "ServiceAccount[masked]";
        }
    }
}
