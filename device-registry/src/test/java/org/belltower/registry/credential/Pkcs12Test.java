package org.belltower.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import org.belltower.model.InvalidFieldException;
import org.junit.jupiter.api.Test;

/// B11: what a p12 asks for is known, and bounded, before anything of it is done. None of these files could be opened:
/// who refuses them by their rule has not tried.
class Pkcs12Test {
    private static final String ITERATIONS = "must ask for 1 to 600,000 iterations, each time";
    private static final String ALTOGETHER =
            "must ask for at most 2,400,000 iterations altogether, where what is encrypted around keys counts twice";
    private static final String ALGORITHMS = "must be encrypted and signed by algorithms that are known here";
    private static final String SALTS = "must have salts of 8 octets or more";
    private static final String RC2 = "1.2.840.113549.1.12.1.6";
    private static final String NOT_PKCS12 = "must be PKCS #12 in Base64";
    private static final String FRIENDLY_NAME = "1.2.840.113549.1.9.20";
    private static final byte[] KEY = GivenP12.plain(GivenP12.shrouded(GivenP12.pbes2(2048)));
    private static final byte[] CERTIFICATES = GivenP12.encrypted(GivenP12.pbes2(2048), new byte[64]);

    private static void taken(byte[] file) {
        assertThatCode(() -> Pkcs12.of(file)).doesNotThrowAnyException();
    }

    private static void refused(byte[] file, String rule) {
        assertThatThrownBy(() -> Pkcs12.of(file))
                .isInstanceOfSatisfying(InvalidFieldException.class, e -> {
                    assertThat(e.field()).isEqualTo("p12");
                    assertThat(e.rule()).isEqualTo(rule);
                })
                .hasNoCause();
    }

    private static byte[] shrouded(byte[] scheme) {
        return GivenP12.file(GivenP12.plain(GivenP12.shrouded(scheme)), CERTIFICATES);
    }

    private static byte[] encrypted(byte[] scheme) {
        return GivenP12.file(KEY, GivenP12.encrypted(scheme, new byte[64]));
    }

    @Test
    void the_file_that_stopped_the_service_is_refused_before_it_is_opened() {
        byte[] crafted = Base64.getDecoder().decode(GivenP12.crafted());
        assertThat(crafted.length).isLessThan(14 * 1024);
        refused(crafted, ITERATIONS);
    }

    @Test
    void up_to_600_000_iterations_are_taken_wherever_they_are_asked_for() {
        byte[] code = new byte[32];
        taken(GivenP12.file(KEY, CERTIFICATES));
        for (long iterations : new long[] {1, 2048, 100_000, 600_000}) {
            taken(shrouded(GivenP12.pbes2(iterations)));
            taken(encrypted(GivenP12.old("1.2.840.113549.1.12.1.6", iterations)));
            taken(GivenP12.macked(GivenP12.mac(GivenP12.SHA256, code, iterations), KEY, CERTIFICATES));
        }
        for (long iterations : new long[] {0, 600_001, 5_000_000, Integer.MAX_VALUE}) {
            refused(shrouded(GivenP12.pbes2(iterations)), ITERATIONS);
            refused(shrouded(GivenP12.old("1.2.840.113549.1.12.1.3", iterations)), ITERATIONS);
            refused(encrypted(GivenP12.pbes2(iterations)), ITERATIONS);
            refused(encrypted(GivenP12.old("1.2.840.113549.1.12.1.6", iterations)), ITERATIONS);
            refused(GivenP12.macked(GivenP12.mac(GivenP12.SHA256, code, iterations), KEY, CERTIFICATES), ITERATIONS);
        }
        refused(encrypted(GivenP12.pbes2(1L << 40)), NOT_PKCS12);
    }

    @Test
    void I_9_what_a_file_asks_for_altogether_is_bounded() throws Exception {
        byte[] most = GivenP12.pbes2(600_000);
        byte[] key = GivenP12.plain(GivenP12.shrouded(most));
        byte[] certificates = GivenP12.encrypted(most, new byte[64]);
        byte[] mac = GivenP12.mac(GivenP12.SHA256, new byte[32], 600_000);
        taken(GivenP12.macked(mac, key, certificates));
        byte[] more = GivenP12.mac(GivenP12.SHA256, new byte[32], 1);
        refused(GivenP12.macked(more, certificates, certificates), ALTOGETHER);
        byte[] keys =
                GivenP12.plain(Collections.nCopies(5, GivenP12.shrouded(most)).toArray(byte[][]::new));
        refused(GivenP12.macked(more, keys), ALTOGETHER);

        byte[] hidden = GivenP12.opening(
                "a-password", Collections.nCopies(4, GivenP12.shrouded(most)).toArray(byte[][]::new));
        taken(hidden);
        assertThatThrownBy(() -> Pkcs12.of(hidden).requireBoundedWithin("a-password".toCharArray()))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.rule()).isEqualTo(ALTOGETHER));
    }

    @Test
    void a_file_without_a_mac_is_refused() {
        refused(GivenP12.withoutMac(KEY, CERTIFICATES), "must hold a MAC by its password");
    }

    @Test
    void more_contents_or_bags_than_tools_write_are_refused() {
        refused(GivenP12.file(KEY, CERTIFICATES, CERTIFICATES), "must have at most 2 contents");
        byte[] bag = GivenP12.shrouded(GivenP12.pbes2(2048));
        taken(GivenP12.file(GivenP12.plain(Collections.nCopies(16, bag).toArray(byte[][]::new))));
        byte[] eight = GivenP12.plain(Collections.nCopies(8, bag).toArray(byte[][]::new));
        byte[] nine = GivenP12.plain(Collections.nCopies(9, bag).toArray(byte[][]::new));
        refused(GivenP12.file(eight, nine), "must hold at most 16 keys and certificates");
    }

    @Test
    void algorithms_that_are_not_known_are_refused() {
        String sha256 = "1.2.840.113549.2.9";
        // scrypt for PBKDF2, AES in GCM, an HMAC by MD5, RC4, PBMAC1.
        refused(encrypted(GivenP12.pbes2(2048, sha256, "2.16.840.1.101.3.4.1.46")), ALGORITHMS);
        refused(encrypted(GivenP12.pbes2(2048, "1.2.840.113549.2.6", "2.16.840.1.101.3.4.1.42")), ALGORITHMS);
        refused(encrypted(GivenP12.old("1.2.840.113549.1.12.1.1", 2048)), ALGORITHMS);
        refused(GivenP12.macked(GivenP12.mac("1.2.840.113549.1.5.14", new byte[32], 1), KEY), ALGORITHMS);
        byte[] scrypt = GivenP12.sequence(
                GivenP12.oid("1.3.6.1.4.1.11591.4.11"),
                GivenP12.sequence(GivenP12.octets(new byte[8]), GivenP12.number(1 << 20)));
        byte[] cipher = GivenP12.sequence(GivenP12.oid("2.16.840.1.101.3.4.1.42"), GivenP12.octets(new byte[16]));
        refused(
                encrypted(GivenP12.sequence(GivenP12.oid(GivenP12.PBES2), GivenP12.sequence(scrypt, cipher))),
                ALGORITHMS);
        byte[] secret = GivenP12.bag("1.2.840.113549.1.12.10.1.5", GivenP12.sequence());
        refused(GivenP12.file(GivenP12.plain(secret)), "must hold keys and certificates only");
    }

    /// None of them could be opened by any password.
    @Test
    void what_no_password_could_decrypt_is_blamed_on_the_file() {
        byte[] block = new byte[16];
        refused(encrypted(GivenP12.pbes2(block, new byte[3])), NOT_PKCS12);
        refused(shrouded(GivenP12.pbes2(block, new byte[17])), NOT_PKCS12);
        for (int length : new int[] {0, 63, 65}) {
            byte[] content = new byte[length];
            refused(GivenP12.file(KEY, GivenP12.encrypted(GivenP12.pbes2(2048), content)), NOT_PKCS12);
            refused(GivenP12.file(KEY, GivenP12.encrypted(GivenP12.old(RC2, 2048), content)), NOT_PKCS12);
        }
        refused(GivenP12.file(KEY, GivenP12.encrypted(GivenP12.pbes2(2048), new byte[72])), NOT_PKCS12);
        taken(GivenP12.file(KEY, GivenP12.encrypted(GivenP12.old(RC2, 2048), new byte[72])));
        for (int length : new int[] {0, 7}) {
            byte[] salt = new byte[length];
            refused(encrypted(GivenP12.pbes2(salt, block)), SALTS);
            refused(shrouded(GivenP12.old(RC2, salt, 2048)), SALTS);
            refused(GivenP12.macked(GivenP12.mac(GivenP12.SHA256, new byte[32], salt, 2048), KEY), SALTS);
        }
        taken(encrypted(GivenP12.pbes2(new byte[8], block)));
    }

    @Test
    void every_end_but_its_own_is_refused() {
        byte[] file = GivenP12.file(KEY, CERTIFICATES);
        for (int length = 0; length < file.length; length++) {
            refused(Arrays.copyOf(file, length), NOT_PKCS12);
        }
        refused(Arrays.copyOf(file, file.length + 1), NOT_PKCS12);
    }

    /// One that is taken is opened as well: whatever the JDK makes of it, its owner is told.
    @Test
    void whatever_octet_is_changed_it_is_refused_by_a_rule() throws Exception {
        byte[] key = GivenP12.shrouded(GivenP12.pbes2(1), FRIENDLY_NAME, GivenP12.element(0x1E, new byte[] {0, 'a'}));
        byte[] encrypted = GivenP12.encrypted(GivenP12.pbes2(1), new byte[64]);
        byte[] file = GivenP12.macked(GivenP12.mac(GivenP12.SHA256, new byte[32], 1), GivenP12.plain(key), encrypted);
        for (int at = 0; at < file.length; at++) {
            for (int bit = 1; bit <= 0x80; bit <<= 1) {
                byte[] changed = file.clone();
                changed[at] ^= (byte) bit;
                assertThatThrownBy(() -> read(changed))
                        .isInstanceOfSatisfying(
                                InvalidFieldException.class,
                                e -> assertThat(e.field()).isIn("p12", "password"));
            }
        }
    }

    private static void read(byte[] file) {
        CertificateFile.of(GivenP12.base64(file), "a-password").read(Instant.now());
    }

    /// The JDK's key store goes out of bounds over it.
    @Test
    void an_attribute_without_a_value_is_refused() {
        byte[] scheme = GivenP12.pbes2(2048);
        taken(GivenP12.file(GivenP12.plain(GivenP12.shrouded(scheme, FRIENDLY_NAME, GivenP12.octets(new byte[2])))));
        byte[] without = GivenP12.file(GivenP12.plain(GivenP12.shrouded(scheme, FRIENDLY_NAME)));
        refused(without, NOT_PKCS12);
    }

    @Test
    void what_the_jdk_fails_over_is_refused_as_no_pkcs12() {
        byte[] time = GivenP12.element(0x18, new byte[] {'x'});
        byte[] file = GivenP12.file(GivenP12.plain(GivenP12.shrouded(GivenP12.pbes2(2048), "1.2.3.4", time)));
        taken(file);
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(InvalidFieldException.class, e -> {
                    assertThat(e.field()).isEqualTo("p12");
                    assertThat(e.rule()).isEqualTo(NOT_PKCS12);
                })
                .hasNoCause();
    }

    @Test
    void a_key_within_what_is_encrypted_is_held_to_the_same() throws Exception {
        byte[] bounded = GivenP12.opening("a-password", GivenP12.shrouded(GivenP12.pbes2(2048)));
        Pkcs12.of(bounded).requireBoundedWithin("a-password".toCharArray());

        byte[] hidden = GivenP12.opening("a-password", GivenP12.shrouded(GivenP12.pbes2(5_000_000)));
        taken(hidden);
        assertThatThrownBy(() -> CertificateFile.of(GivenP12.base64(hidden), "a-password")
                        .read(Instant.now()))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.rule()).isEqualTo(ITERATIONS));
    }
}
