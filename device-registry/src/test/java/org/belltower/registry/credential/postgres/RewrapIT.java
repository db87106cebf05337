package org.belltower.registry.credential.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.KeyRing;
import org.belltower.model.credential.Opening;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.wire.MessageType;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.credential.ApnsUpload;
import org.belltower.registry.credential.CertificateReader;
import org.belltower.registry.credential.CredentialRewrap;
import org.belltower.registry.credential.GivenKeys;
import org.belltower.registry.credential.Submitted;
import org.belltower.registry.device.App;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.Mark;
import org.belltower.registry.publish.postgres.PostgresCommittedState;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.belltower.registry.right.RowRights;
import org.junit.jupiter.api.Test;

/// B11: the key that data keys are under is replaced, in all districts, and everything is published again.
class RewrapIT {
    private static final byte[] OLD = new byte[32];
    private static final byte[] NEW = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    };
    private static final AppId FAMILY = new AppId("family");

    private final RegistryDatabase database = new RegistryDatabase();
    private final DistrictTransactions transactions = database.transactions();

    private PostgresCredentials credentials(KeyRing ring) {
        return new PostgresCredentials(
                transactions, new CredentialSeal(ring, new SecureRandom()), InstantSource.system());
    }

    private void upload(DistrictId district) throws Exception {
        new PostgresDistricts(transactions).put(district, new District("A district", true, 2027));
        App app = new App("Family", new App.Apns("topic", App.Environment.PRODUCTION), null);
        new PostgresApps(transactions).put(district, FAMILY, app, RowRights.ALL);
        String pem = GivenKeys.pem(GivenKeys.ec("secp256r1").getPrivate());
        Submitted key;
        try (CertificateReader reader = new CertificateReader()) {
            ApnsUpload upload = new ApnsUpload(pem, "KEY0000001", "TEAM000001", null, null);
            key = reader.read(district, upload, InstantSource.system().instant())
                    .orElseThrow();
        }
        assertThat(credentials(KeyRing.of("old", Map.of("old", OLD))).put(district, FAMILY, key))
                .isPresent();
    }

    /// What the relay would publish now of what is marked.
    private List<SealedCredential> published(PostgresMarkQueue queue) {
        List<Mark> marks = queue.waiting().stream()
                .flatMap(shard -> queue.claim(shard, 100).stream())
                .filter(mark -> mark.kind() == Mark.Kind.CREDENTIAL)
                .toList();
        return new PostgresCommittedState(database.relay(), InstantSource.system())
                .read(marks, 1).publications().stream()
                        .map(publication -> decoded(publication.record()))
                        .toList();
    }

    private static SealedCredential decoded(org.belltower.model.wire.WireRecord record) {
        try {
            byte[] value = record.value();
            assertThat(value).isNotNull();
            return MessageType.CREDENTIAL.decode(record.headers(), value);
        } catch (org.belltower.model.wire.MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void after_a_tick_the_new_key_alone_opens_what_was_uploaded_under_the_old_one() throws Exception {
        List<DistrictId> districts = List.of(new DistrictId("north"), new DistrictId("south"));
        for (DistrictId district : districts) {
            upload(district);
        }
        PostgresMarkQueue queue = new PostgresMarkQueue(database.relay(), InstantSource.system());
        database.relay().useHandle(handle -> handle.execute("DELETE FROM mark"));

        KeyRing both = KeyRing.of("new", Map.of("old", OLD, "new", NEW));
        CredentialRewrap rewrap =
                new CredentialRewrap(both, new PostgresCredentialsUnder(database.relay()), credentials(both)::rewrap);
        assertThat(rewrap.tick()).isEqualTo(2);
        assertThat(rewrap.tick()).isZero();

        CredentialSeal newAlone = new CredentialSeal(KeyRing.of("new", Map.of("new", NEW)), new SecureRandom());
        assertThat(published(queue))
                .extracting(SealedCredential::district)
                .containsExactlyInAnyOrderElementsOf(districts);
        assertThat(published(queue))
                .allSatisfy(found -> assertThat(found.openedBy(newAlone)).isInstanceOf(Opening.Opened.class));
        assertThat(credentials(both).facts(districts.getFirst(), FAMILY).fcm()).isNull();
        assertThat(published(queue)).extracting(SealedCredential::provider).containsOnly(Provider.APNS);
    }
}
