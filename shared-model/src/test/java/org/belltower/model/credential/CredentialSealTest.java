package org.belltower.model.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.Provider;
import org.junit.jupiter.api.Test;

/// B11: encrypted at rest.
class CredentialSealTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] OLD = random();
    private static final byte[] NEW = random();
    private static final byte[] SECRET = "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.UTF_8);
    private static final CredentialId FAMILY = id("north", "family", Provider.APNS);
    private static final CredentialKind KIND = CredentialKind.SIGNING_KEY;
    private static final Opening UNREADABLE = new Opening.Unreadable();

    private final CredentialSeal seal = seal("old", Map.of("old", OLD));
    private final Envelope envelope = seal.seal(FAMILY, KIND, 7, SECRET);

    private static byte[] random() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    private static CredentialSeal seal(String current, Map<String, byte[]> keys) {
        return new CredentialSeal(KeyRing.of(current, keys), RANDOM);
    }

    private static CredentialId id(String district, String app, Provider provider) {
        return new CredentialId(new DistrictId(district), new AppId(app), provider);
    }

    private static void assertOpened(Opening opening) {
        assertThat(opening)
                .isInstanceOfSatisfying(
                        Opening.Opened.class,
                        opened -> assertThat(opened.content()).isEqualTo(SECRET));
    }

    @Test
    void what_was_sealed_is_opened_with_the_same_key_for_the_same_credential() {
        assertOpened(seal.open(FAMILY, KIND, 7, envelope));
    }

    @Test
    void the_same_credential_is_never_sealed_to_the_same_bytes() {
        Envelope again = seal.seal(FAMILY, KIND, 7, SECRET);
        assertThat(again.content()).isNotEqualTo(envelope.content());
        assertThat(again.wrapped()).isNotEqualTo(envelope.wrapped());
    }

    @Test
    void a_key_of_the_same_name_that_is_another_does_not_open_it() {
        assertThat(seal("old", Map.of("old", NEW)).open(FAMILY, KIND, 7, envelope))
                .isEqualTo(UNREADABLE);
    }

    @Test
    void a_ring_without_the_key_says_which_one_it_lacks() {
        assertThat(seal("new", Map.of("new", NEW)).open(FAMILY, KIND, 7, envelope))
                .isEqualTo(new Opening.UnknownKey("old"));
        assertThat(new CredentialSeal(KeyRing.none(), RANDOM).open(FAMILY, KIND, 7, envelope))
                .isEqualTo(new Opening.UnknownKey("old"));
    }

    @Test
    void an_envelope_does_not_open_at_another_district_app_provider_kind_or_version() {
        for (CredentialId other : List.of(
                id("south", "family", Provider.APNS),
                id("north", "branded", Provider.APNS),
                id("north", "family", Provider.FCM),
                // The same letters, cut elsewhere.
                id("nort", "hfamily", Provider.APNS))) {
            assertThat(seal.open(other, KIND, 7, envelope)).isEqualTo(UNREADABLE);
        }
        assertThat(seal.open(FAMILY, CredentialKind.CERTIFICATE, 7, envelope)).isEqualTo(UNREADABLE);
        assertThat(seal.open(FAMILY, KIND, 8, envelope)).isEqualTo(UNREADABLE);
    }

    @Test
    void the_data_key_of_one_upload_does_not_open_the_content_of_another() {
        Envelope other = seal.seal(FAMILY, KIND, 7, SECRET);
        assertThat(seal.open(FAMILY, KIND, 7, new Envelope("old", other.wrapped(), envelope.content())))
                .isEqualTo(UNREADABLE);
    }

    @Test
    void a_bit_that_was_changed_anywhere_closes_it() {
        for (int bit = 0; bit < bits(envelope.wrapped()); bit++) {
            assertThat(seal.open(
                            FAMILY, KIND, 7, new Envelope("old", flipped(envelope.wrapped(), bit), envelope.content())))
                    .isEqualTo(UNREADABLE);
        }
        for (int bit = 0; bit < bits(envelope.content()); bit++) {
            assertThat(seal.open(
                            FAMILY, KIND, 7, new Envelope("old", envelope.wrapped(), flipped(envelope.content(), bit))))
                    .isEqualTo(UNREADABLE);
        }
    }

    private static int bits(String base64) {
        return Base64.getDecoder().decode(base64).length * Byte.SIZE;
    }

    private static String flipped(String base64, int bit) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void what_is_no_envelope_at_all_is_unreadable_and_no_failure() {
        for (String text : List.of("x", "AAAA", "not base64!")) {
            assertThat(seal.open(FAMILY, KIND, 7, new Envelope("old", text, envelope.content())))
                    .isEqualTo(UNREADABLE);
            assertThat(seal.open(FAMILY, KIND, 7, new Envelope("old", envelope.wrapped(), text)))
                    .isEqualTo(UNREADABLE);
        }
    }

    @Test
    void rewrapped_it_opens_without_the_old_key_and_its_content_stays_as_it_is() {
        CredentialSeal both = seal("new", Map.of("old", OLD, "new", NEW));
        Envelope rewrapped = both.rewrapped(FAMILY, KIND, 7, envelope).orElseThrow();
        assertThat(rewrapped.key()).isEqualTo("new");
        assertThat(rewrapped.content()).isEqualTo(envelope.content());
        assertOpened(seal("new", Map.of("new", NEW)).open(FAMILY, KIND, 7, rewrapped));
    }

    @Test
    void what_the_ring_cannot_open_is_not_rewrapped() {
        assertThat(seal("new", Map.of("new", NEW)).rewrapped(FAMILY, KIND, 7, envelope))
                .isEqualTo(Optional.empty());
        assertThat(seal("new", Map.of("old", NEW, "new", NEW)).rewrapped(FAMILY, KIND, 7, envelope))
                .isEqualTo(Optional.empty());
    }

    @Test
    void a_ring_is_refused_by_the_id_that_is_wrong_and_never_prints_a_key() {
        assertThatThrownBy(() -> KeyRing.of("a", Map.of("b", OLD)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("current must be the id of one of the keys");
        assertThatThrownBy(() -> KeyRing.of("a", Map.of("a", Arrays.copyOf(OLD, 16))))
                .hasMessage("keys.a must be 32 bytes in Base64");
        assertThatThrownBy(() -> KeyRing.of("a b", Map.of("a b", OLD))).hasMessageStartingWith("keys must be");
        assertThat(KeyRing.of("a", Map.of("a", OLD, "b", NEW))).hasToString("KeyRing[current=a ids=[a, b]]");
    }

    @Test
    void nothing_that_holds_a_credential_prints_it() {
        ProviderCredential key = new ProviderCredential.SigningKey("TEAM000001", "KEY0000001", "canary");
        ProviderCredential certificate = new ProviderCredential.Certificate("canary", "canary");
        ProviderCredential account = new ProviderCredential.ServiceAccount("p", "e", "k", "canary");
        assertThat(List.of(key, certificate, account, new Opening.Opened(SECRET), envelope)
                        .toString())
                .doesNotContain("canary", envelope.content(), envelope.wrapped());
    }

    @Test
    void a_credential_is_read_as_it_was_written() throws Exception {
        for (ProviderCredential credential : List.of(
                new ProviderCredential.SigningKey("TEAM000001", "KEY0000001", "key"),
                new ProviderCredential.Certificate("certificate", "key"),
                new ProviderCredential.ServiceAccount("project", "email", "id", "key"))) {
            assertThat(ProviderCredential.read(credential.bytes())).isEqualTo(credential);
        }
    }

    @Test
    void the_id_of_a_credential_is_read_from_its_key_whatever_the_app_is_called() {
        for (String app : List.of("family", "a/b", "fcm:x", "apns:")) {
            CredentialId id = id("north", app, Provider.FCM);
            assertThat(CredentialId.of(id.key())).isEqualTo(id);
        }
    }
}
