package org.belltower.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.registry.device.App;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// B11, with certificates of the JDK's own tool: what is uploaded is checked, and refused by its field without its
/// value.
class UploadIT {
    private static final String TEAM = "TEAM000001";
    private static final String KEY = "KEY0000001";
    private static final String SUBJECT = "UID=org.belltower.family, CN=Apple Push Services, OU=TEAM000001";

    @TempDir
    private Path folder;

    private static final CertificateReader READER = new CertificateReader();

    @AfterAll
    static void close() {
        READER.close();
    }

    private static Submitted read(ApnsUpload upload) {
        return READER.read(new DistrictId("north"), upload, Instant.now()).orElseThrow();
    }

    private static Submitted p8(String pem, String keyId, String teamId) {
        return read(new ApnsUpload(pem, keyId, teamId, null, null));
    }

    private static Submitted p12(String p12, String password) {
        return read(new ApnsUpload(null, null, null, p12, password));
    }

    private static FcmUpload account(String pem) {
        return new FcmUpload("service_account", "family", "b@family.example", "k-1", pem);
    }

    private static App app(String topic, String project) {
        return new App("Family", new App.Apns(topic, App.Environment.PRODUCTION), new App.Fcm(project));
    }

    private static void refused(Supplier<?> upload, String field, String rule) {
        assertThatThrownBy(upload::get)
                .isInstanceOfSatisfying(InvalidFieldException.class, e -> {
                    assertThat(e.field()).isEqualTo(field);
                    assertThat(e.rule()).isEqualTo(rule);
                })
                .hasNoCause();
    }

    @Test
    void a_signing_key_is_taken_and_told_by_the_fingerprint_of_its_public_key() throws Exception {
        // Half of the public keys have an even y.
        for (int number = 0; number < 8; number++) {
            KeyPair pair = GivenKeys.ec("secp256r1");
            Submitted read = p8(GivenKeys.pem(pair.getPrivate()), KEY, TEAM);
            assertThat(read)
                    .isEqualTo(new Submitted(
                            new ProviderCredential.SigningKey(TEAM, KEY, GivenKeys.base64(pair.getPrivate())),
                            KEY,
                            TEAM,
                            null,
                            GivenKeys.fingerprint(pair.getPublic()),
                            null,
                            null));
        }
    }

    @Test
    void what_is_no_signing_key_is_refused() throws Exception {
        String rule = "must be a P-256 private key (PKCS #8, PEM)";
        String good = GivenKeys.pem(GivenKeys.ec("secp256r1").getPrivate());
        refused(() -> p8("x", KEY, TEAM), "p8", rule);
        refused(() -> p8(good.replace("M", "-"), KEY, TEAM), "p8", rule);
        refused(() -> p8(good.substring(0, 60) + "\n-----END PRIVATE KEY-----", KEY, TEAM), "p8", rule);
        String otherCurve = GivenKeys.pem(GivenKeys.ec("secp384r1").getPrivate());
        refused(() -> p8(otherCurve, KEY, TEAM), "p8", rule);
        String rsa = GivenKeys.pem(GivenKeys.rsa(2048).getPrivate());
        refused(() -> p8(rsa, KEY, TEAM), "p8", rule);
        refused(() -> p8(good, "KEY1", TEAM), "keyId", "must be 10 capital letters and digits");
        refused(() -> p8(good, KEY, "TEAM00000-"), "teamId", "must be 10 capital letters and digits");
        refused(() -> read(new ApnsUpload(good, KEY, null, null, null)), "teamId", "is required");
        refused(() -> read(new ApnsUpload(null, null, null, null, null)), "p8", "is required");
        refused(() -> read(new ApnsUpload(good, KEY, TEAM, "x", "y")), "p12", "must not stand beside p8");
    }

    @Test
    void a_certificate_is_taken_with_its_end_its_team_and_its_topic() throws Exception {
        Submitted read = p12(GivenKeys.p12(folder, SUBJECT, "-validity", "30"), GivenKeys.PASSWORD);
        assertThat(read.credential()).isInstanceOf(ProviderCredential.Certificate.class);
        assertThat(read.teamId()).isEqualTo(TEAM);
        assertThat(read.fingerprint()).hasSize(64);
        assertThat(read.expires())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
        read.requireFor(app("org.belltower.family", "family"));
        refused(() -> required(read, app("org.belltower.other", "family")), "p12", "must be for the app's topic");
    }

    private static boolean required(Submitted read, App app) {
        read.requireFor(app);
        return true;
    }

    private String stored(String... properties) throws Exception {
        return GivenKeys.p12(
                folder,
                SUBJECT,
                Stream.of(properties)
                        .map(property -> "-J-Dkeystore.pkcs12." + property)
                        .toArray(String[]::new));
    }

    @Test
    void a_certificate_is_taken_as_tools_of_before_AES_wrote_it() throws Exception {
        assertThat(p12(stored("legacy"), GivenKeys.PASSWORD).teamId()).isEqualTo(TEAM);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2048, 100_000})
    void a_certificate_is_taken_with_as_many_iterations_as_its_owner_chose(int iterations) throws Exception {
        String p12 = stored(
                "keyPbeIterationCount=" + iterations,
                "certPbeIterationCount=" + iterations,
                "macIterationCount=" + iterations);
        assertThat(p12(p12, GivenKeys.PASSWORD).teamId()).isEqualTo(TEAM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyPbe", "certPbe", "mac"})
    void a_certificate_that_asks_for_more_iterations_is_not_opened(String which) throws Exception {
        String p12 = stored(which + "IterationCount=600001");
        refused(() -> p12(p12, "not even tried"), "p12", "must ask for 1 to 600,000 iterations, each time");
    }

    /// The key, its certificates (twice) and the MAC: who follows OWASP everywhere may upload.
    @Test
    void a_certificate_is_taken_that_asks_for_the_most_everywhere() throws Exception {
        String p12 = stored("keyPbeIterationCount=600000", "certPbeIterationCount=600000", "macIterationCount=600000");
        assertThat(p12(p12, GivenKeys.PASSWORD).teamId()).isEqualTo(TEAM);
    }

    @Test
    void a_certificate_without_a_mac_is_not_opened() throws Exception {
        String p12 = stored("macAlgorithm=NONE");
        refused(() -> p12(p12, GivenKeys.PASSWORD), "p12", "must hold a MAC by its password");
    }

    /// By OpenSSL 3: as it writes them, with 100,000 iterations, and with `-legacy`.
    @ParameterizedTest
    @ValueSource(strings = {"openssl.p12", "openssl-iter.p12", "openssl-legacy.p12"})
    void a_certificate_of_openssl_is_taken(String name) throws Exception {
        try (InputStream file = UploadIT.class.getResourceAsStream(name)) {
            String p12 = Base64.getEncoder().encodeToString(file.readAllBytes());
            p12(p12, GivenKeys.PASSWORD).requireFor(app("org.belltower.family", "family"));
        }
    }

    @Test
    void a_certificate_of_openssl_without_a_mac_is_not_opened() throws Exception {
        try (InputStream file = UploadIT.class.getResourceAsStream("openssl-nomac.p12")) {
            String p12 = Base64.getEncoder().encodeToString(file.readAllBytes());
            refused(() -> p12(p12, GivenKeys.PASSWORD), "p12", "must hold a MAC by its password");
        }
    }

    @Test
    void a_certificate_that_tells_no_topic_is_for_any() throws Exception {
        Submitted read = p12(GivenKeys.p12(folder, "CN=Push"), GivenKeys.PASSWORD);
        read.requireFor(app("org.belltower.other", "family"));
        assertThat(read.teamId()).isNull();
    }

    @Test
    void what_is_no_certificate_of_now_is_refused() throws Exception {
        String good = GivenKeys.p12(folder, SUBJECT);
        refused(() -> p12(good, "another"), "password", "must open the p12");
        refused(() -> p12("bm90aGluZw==", "x"), "p12", "must be PKCS #12 in Base64");
        refused(() -> p12("é", "x"), "p12", "must be PKCS #12 in Base64");
        refused(() -> read(new ApnsUpload(null, null, null, good, null)), "password", "is required");
        String expired = GivenKeys.p12(folder, SUBJECT, "-startdate", "-10d", "-validity", "5");
        refused(() -> p12(expired, GivenKeys.PASSWORD), "p12", "must hold a certificate that has not expired");
        String early = GivenKeys.p12(folder, SUBJECT, "-startdate", "+10d");
        refused(() -> p12(early, GivenKeys.PASSWORD), "p12", "must hold a certificate that is valid already");
    }

    @Test
    void a_service_account_is_taken_for_the_apps_own_project_only() throws Exception {
        KeyPair pair = GivenKeys.rsa(2048);
        Submitted read = account(GivenKeys.pem(pair.getPrivate())).read();
        assertThat(read)
                .isEqualTo(new Submitted(
                        new ProviderCredential.ServiceAccount(
                                "family", "b@family.example", "k-1", GivenKeys.base64(pair.getPrivate())),
                        null,
                        null,
                        "family",
                        GivenKeys.fingerprint(pair.getPublic()),
                        null,
                        null));
        read.requireFor(app("t", "family"));
        refused(() -> required(read, app("t", "other")), "project_id", "must be the app's project");
        App noProject = new App("Family", null, null);
        refused(() -> required(read, noProject), "app", "must have an FCM project first");
    }

    @Test
    void what_is_no_service_account_is_refused() throws Exception {
        String rule = "must be an RSA private key of 2048 bits or more (PKCS #8, PEM)";
        String ec = GivenKeys.pem(GivenKeys.ec("secp256r1").getPrivate());
        String small = GivenKeys.pem(GivenKeys.rsa(1024).getPrivate());
        refused(() -> account("x").read(), "private_key", rule);
        refused(() -> account(ec).read(), "private_key", rule);
        refused(() -> account(small).read(), "private_key", rule);
        refused(() -> new FcmUpload("user", "p", "a@b", "k", "x"), "type", "must be service_account");
        refused(() -> new FcmUpload("service_account", "p", "nobody", "k", "x"), "client_email", "must be an address");
    }

    @Test
    void no_upload_prints_itself() {
        ApnsUpload apns = new ApnsUpload("canary", "canary", "canary", "canary", "canary");
        assertThat(apns + " " + account("canary")).doesNotContain("canary", "b@family.example");
    }
}
