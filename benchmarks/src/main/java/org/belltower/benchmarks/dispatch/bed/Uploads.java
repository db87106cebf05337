package org.belltower.benchmarks.dispatch.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialFacts;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.KeyRing;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.credential.SealedCredential;

/// Seals what districts upload, under a key that only a bed and its dispatchers know.
final class Uploads {
    private static final String NAME = "bed";
    private static final int KEY_BYTES = 32;
    private static final long VERSION = 1;

    private final byte[] key = new byte[KEY_BYTES];
    private final CredentialSeal seal;

    Uploads() {
        SecureRandom random = new SecureRandom();
        random.nextBytes(key);
        seal = new CredentialSeal(KeyRing.of(NAME, Map.of(NAME, key)), random);
    }

    /// With them a dispatcher opens what was sealed here.
    Map<String, String> settings() {
        return Map.of(
                "belltower.credentials.current",
                NAME,
                "belltower.credentials.keys.\"" + NAME + "\"",
                Base64.getEncoder().encodeToString(key));
    }

    /// The simulator's second signing key, as the district's own to its app at Apple.
    SealedCredential signingKey(SampleDistrict district, Simulator simulator) {
        ProviderCredential.SigningKey own =
                new ProviderCredential.SigningKey(Simulator.OTHER_TEAM, Simulator.OTHER_KEY, der(simulator));
        CredentialId id = new CredentialId(district.id(), district.app(), Provider.APNS);
        CredentialFacts facts = new CredentialFacts(
                own.credentialKind(), VERSION, own.keyId(), own.teamId(), null, NAME, null, Instant.now());
        return new SealedCredential(
                district.id(),
                district.app(),
                Provider.APNS,
                VERSION,
                facts,
                new SealedCredential.ApnsApp(Simulator.TOPIC, SealedCredential.Environment.PRODUCTION),
                seal.seal(id, facts.kind(), VERSION, own.bytes()));
    }

    private static String der(Simulator simulator) {
        try {
            return Files.readString(simulator.signingKey(Simulator.OTHER_KEY))
                    .replaceAll("-----[A-Z ]+-----", "")
                    .replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
