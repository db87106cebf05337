package org.belltower.simulator.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.belltower.simulator.apns.ApnsCertificateRegistration;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.belltower.simulator.apns.ApnsKeyRegistration;
import org.belltower.simulator.apns.ApnsRegistry;
import org.belltower.simulator.fcm.FcmRegistry;
import org.belltower.simulator.fcm.ServiceAccountRegistration;
import org.belltower.simulator.tls.KeyFolder;
import org.belltower.simulator.tls.ProviderAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderCredentialsTest {

    private static final String TOKEN_URI = "https://127.0.0.1:1/token";
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    private Path folder;

    private final ApnsRegistry apns = new ApnsRegistry();
    private final FcmRegistry fcm = new FcmRegistry();

    @Test
    void a_signing_key_is_a_p8_file_and_its_public_side_is_registered() throws Exception {
        ApnsKey key = credentials().apnsKey("TEAM000001", "KEY0000001", "org.belltower.family");

        assertThat(key.file()).isEqualTo(folder.toRealPath().resolve("apns-KEY0000001.p8"));
        assertThat(Files.readString(key.file())).isEqualTo(key.p8()).startsWith("-----BEGIN PRIVATE KEY-----");
        ApnsKeyRegistration registered = apns.keys().getFirst();
        assertThat(registered.teamId()).isEqualTo("TEAM000001");
        assertThat(registered.topics()).containsExactly("org.belltower.family");
    }

    @Test
    void a_certificate_is_a_p12_file_for_the_app_and_the_team_of_its_subject() throws Exception {
        ApnsCertificate certificate = credentials().apnsCertificate("family", "TEAM000001", "org.a", "org.a.voip");

        assertThat(certificate.file()).isEqualTo(folder.toRealPath().resolve("certificate-family.p12"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(Files.readAllBytes(certificate.file())),
                certificate.password().toCharArray());
        String alias = store.aliases().nextElement();
        assertThat(store.getKey(alias, certificate.password().toCharArray()).getAlgorithm())
                .isEqualTo("RSA");
        assertThat(store.getCertificate(alias)).isEqualTo(certificate.certificate());
        assertThat(certificate.certificate().getSubjectX500Principal().getName(X500Principal.RFC2253))
                .contains("UID=org.a", "OU=TEAM000001");
        assertThat(certificate.certificate().getNotAfter()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(apns.certificates())
                .containsExactly(new ApnsCertificateRegistration(
                        "family", certificate.certificate(), Set.of("org.a", "org.a.voip"), null));
    }

    @Test
    void a_certificate_ordered_alike_is_the_same_and_another_takes_its_place() {
        CertificateOrder order = CertificateOrder.of("family", "TEAM000001", "org.a");
        ApnsCertificate first = credentials().apnsCertificate(order);

        assertThat(credentials().apnsCertificate(order)).isEqualTo(first);
        ApnsCertificate sandbox = credentials().apnsCertificate(order.only(ApnsEnvironment.SANDBOX));
        assertThat(sandbox.certificate()).isNotEqualTo(first.certificate());
        assertThat(apns.certificates())
                .containsExactly(new ApnsCertificateRegistration(
                        "family", sandbox.certificate(), Set.of("org.a"), ApnsEnvironment.SANDBOX));
        CertificateOrder expired = order.until(NOW);
        assertThat(credentials().apnsCertificate(expired))
                .isNotEqualTo(credentials().apnsCertificate(expired));
    }

    @Test
    void asking_again_gives_the_same_key_with_the_topics_of_both() {
        ApnsKey first = credentials().apnsKey("TEAM000001", "KEY0000001", "org.a");
        ApnsKey second = credentials().apnsKey("TEAM000001", "KEY0000001", "org.b");

        assertThat(second.p8()).isEqualTo(first.p8());
        assertThat(second.topics()).containsExactlyInAnyOrder("org.a", "org.b");
    }

    @Test
    void a_folder_with_credentials_is_enough_after_a_restart() {
        credentials().apnsKey("TEAM000001", "KEY0000001", "org.a");
        credentials().apnsCertificate("family", "TEAM000001", "org.a");
        credentials()
                .apnsCertificate(
                        CertificateOrder.of("test", "TEAM000001", "org.a").only(ApnsEnvironment.SANDBOX));
        credentials().serviceAccount("family-app");
        ApnsRegistry laterApns = new ApnsRegistry();
        FcmRegistry laterFcm = new FcmRegistry();

        new ProviderCredentials(new KeyFolder(folder), laterApns, laterFcm, TOKEN_URI, authority());

        assertThat(laterApns.keys()).isEqualTo(apns.keys());
        assertThat(laterApns.certificates()).hasSize(2).containsExactlyInAnyOrderElementsOf(apns.certificates());
        assertThat(laterFcm.accounts()).isEqualTo(fcm.accounts());
    }

    @Test
    void a_service_account_keeps_its_key_and_names_the_token_endpoint_of_the_moment() {
        ServiceAccount first = credentials().serviceAccount("family-app");
        ServiceAccountRegistration registered = fcm.accounts().getFirst();

        ServiceAccount later = new ProviderCredentials(
                        new KeyFolder(folder), apns, fcm, "https://127.0.0.1:2/token", authority())
                .serviceAccount("family-app");

        assertThat(first.json()).contains(TOKEN_URI);
        assertThat(later.json()).contains("https://127.0.0.1:2/token").doesNotContain(TOKEN_URI);
        assertThat(fcm.accounts()).containsExactly(registered);
    }

    @Test
    void a_key_belongs_to_one_team() {
        credentials().apnsKey("TEAM000001", "KEY0000001", "org.a");

        assertThatThrownBy(() -> credentials().apnsKey("TEAM000002", "KEY0000001", "org.a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another team");
    }

    @Test
    void names_that_could_leave_the_folder_are_refused() {
        assertThatThrownBy(() -> credentials().apnsKey("TEAM000001", "../../KEY", "org.a"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> credentials().apnsCertificate("../family", "TEAM000001", "org.a"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> credentials().serviceAccount("../project"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void credentials_do_not_show_their_keys() {
        assertThat(credentials().apnsKey("TEAM000001", "KEY0000001", "org.a").toString())
                .doesNotContain("PRIVATE");
        assertThat(credentials().serviceAccount("family-app").toString()).doesNotContain("PRIVATE");
        ApnsCertificate certificate = credentials().apnsCertificate("family", "TEAM000001", "org.a");
        assertThat(certificate.toString()).doesNotContain(certificate.password());
    }

    private ProviderCredentials credentials() {
        return new ProviderCredentials(new KeyFolder(folder), apns, fcm, TOKEN_URI, authority());
    }

    private ProviderAuthority authority() {
        return ProviderAuthority.in(new KeyFolder(folder), InstantSource.fixed(NOW));
    }
}
