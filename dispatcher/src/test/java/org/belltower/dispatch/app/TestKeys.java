package org.belltower.dispatch.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.credential.CredentialFacts;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.KeyRing;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.credential.SealedCredential.ApnsApp;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.simulator.credentials.ApnsCertificate;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.credentials.ServiceAccount;

/// Seals as the registry does.
final class TestKeys {
    static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private TestKeys() {}

    static CredentialSeal seal() {
        return new CredentialSeal(KeyRing.of("test", Map.of("test", KEY)), new SecureRandom());
    }

    /// With a key that the dispatcher does not have.
    static CredentialSeal otherSeal() {
        return new CredentialSeal(KeyRing.of("other", Map.of("other", KEY)), new SecureRandom());
    }

    static ProviderCredential signingKey(ApnsKey key) {
        return new ProviderCredential.SigningKey(key.teamId(), key.keyId(), der(key.p8()));
    }

    /// As the registry reads a p12.
    static ProviderCredential certificate(ApnsCertificate certificate) {
        return certificate(certificate.file(), certificate.password());
    }

    static ProviderCredential certificate(Path file, String secret) {
        char[] password = secret.toCharArray();
        Base64.Encoder base64 = Base64.getEncoder();
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), password);
            String alias = store.aliases().nextElement();
            return new ProviderCredential.Certificate(
                    base64.encodeToString(store.getCertificate(alias).getEncoded()),
                    base64.encodeToString(store.getKey(alias, password).getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ProviderCredential serviceAccount(ServiceAccount account) {
        try {
            var json = JsonCodec.read(account.json().getBytes(StandardCharsets.UTF_8), JsonNode.class);
            String key = der(json.path("private_key").asText());
            return new ProviderCredential.ServiceAccount(
                    account.projectId(),
                    account.clientEmail(),
                    json.path("private_key_id").asText(),
                    key);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String der(String pem) {
        return pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    }

    /// For the district of [Pushes].
    static SealedCredential sealed(CredentialSeal seal, AppId app, long version, ProviderCredential credential) {
        return sealed(seal, Pushes.NORTH, app, version, credential);
    }

    static SealedCredential sealed(
            CredentialSeal seal, DistrictId district, AppId app, long version, ProviderCredential credential) {
        CredentialId id =
                new CredentialId(district, app, credential.credentialKind().provider());
        CredentialFacts facts = new CredentialFacts(
                credential.credentialKind(), version, null, null, null, "fingerprint", null, Instant.EPOCH);
        return new SealedCredential(
                district,
                app,
                id.provider(),
                version,
                facts,
                switch (id.provider()) {
                    case APNS -> new ApnsApp(TestConfig.TOPIC, SealedCredential.Environment.PRODUCTION);
                    case FCM -> null;
                },
                seal.seal(id, facts.kind(), version, credential.bytes()));
    }
}
