package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.belltower.simulator.credentials.ApnsCertificate;
import org.belltower.simulator.credentials.CertificateOrder;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Senders that show a provider certificate, Pushy wherever it can be: it always names a topic.
class ApnsCertificateIT {

    private static final String TOPIC = "org.belltower.family";
    private static final String OTHER_TOPIC = "org.belltower.students";
    private static final String TEAM = "TEAM000001";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String PAYLOAD = "{\"aps\":{\"alert\":\"Schedule changed\"}}";

    @TempDir
    private static Path folder;

    private static ProviderSimulator simulator;

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void forget() {
        simulator.received().clear();
    }

    private static ApnsCertificate certificate(String name, String... topics) {
        return simulator.credentials().apnsCertificate(name, TEAM, topics);
    }

    @Test
    void a_push_with_a_certificate_and_no_provider_token_is_accepted_and_tells_which_certificate() throws Exception {
        assertThat(reason(certificate("family", TOPIC), TOPIC)).isEmpty();

        assertThat(simulator.received().all())
                .extracting(ReceivedPush::certificate)
                .containsExactly("family");
        assertThat(simulator.received().all()).extracting(ReceivedPush::keyId).containsOnlyNulls();
        assertThat(simulator.received().all()).extracting(ReceivedPush::app).containsExactly(TOPIC);
    }

    @Test
    void a_topic_that_is_none_of_the_certificates_is_disallowed() throws Exception {
        ApnsCertificate two = certificate("two", TOPIC, TOPIC + ".voip");

        assertThat(reason(two, TOPIC + ".voip")).isEmpty();
        assertThat(reason(two, OTHER_TOPIC)).isEqualTo("TopicDisallowed");
    }

    @Test
    void a_certificate_for_the_other_environment_is_refused() throws Exception {
        CertificateOrder order = CertificateOrder.of("sandbox", TEAM, TOPIC);
        ApnsCertificate sandbox = simulator.credentials().apnsCertificate(order.only(ApnsEnvironment.SANDBOX));
        ApnsCertificate production = simulator
                .credentials()
                .apnsCertificate(CertificateOrder.of("production", TEAM, TOPIC).only(ApnsEnvironment.PRODUCTION));

        assertThat(reason(sandbox, TOPIC)).isEqualTo("BadCertificateEnvironment");
        assertThat(reason(production, TOPIC)).isEmpty();
    }

    @Test
    void a_revoked_certificate_is_refused_at_once_on_a_connection_that_is_open_and_on_a_new_one() throws Exception {
        ApnsCertificate revoked = certificate("revoked", TOPIC);
        ApnsClient open = Clients.pushy(simulator, revoked);
        try {
            assertThat(reason(open, TOPIC)).isEmpty();

            simulator.apns().removeCertificate("revoked");

            assertThat(reason(open, TOPIC)).isEqualTo("BadCertificate");
        } finally {
            open.close().get(10, TimeUnit.SECONDS);
        }
        assertThat(reason(revoked, TOPIC)).isEqualTo("BadCertificate");
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::certificate)
                .containsExactly("revoked", null, null);
    }

    @Test
    void a_certificate_that_has_expired_ends_the_handshake() {
        CertificateOrder order = CertificateOrder.of("expired", TEAM, TOPIC);
        assertHandshakeFails(simulator
                .credentials()
                .apnsCertificate(order.until(Instant.now().minusSeconds(1))));
    }

    @Test
    void a_certificate_of_another_authority_ends_the_handshake(@TempDir Path elsewhere) {
        try (ProviderSimulator other = ProviderSimulator.start(SimulatorConfig.in(elsewhere))) {
            assertHandshakeFails(other.credentials().apnsCertificate("family", TEAM, TOPIC));
        }
    }

    @Test
    void the_topic_may_be_left_out_if_the_certificate_has_one_alone() throws Exception {
        assertThat(reason(request(), certificate("family", TOPIC))).isEmpty();
        assertThat(simulator.received().all()).extracting(ReceivedPush::app).containsExactly(TOPIC);

        assertThat(reason(request(), certificate("two", TOPIC, TOPIC + ".voip")))
                .isEqualTo("MissingTopic");
        assertThat(reason(request().header("apns-topic", "my topic"), certificate("family", TOPIC)))
                .isEqualTo("BadTopic");
    }

    @Test
    void a_provider_token_beside_a_certificate_says_nothing() throws Exception {
        assertThat(reason(request().header("authorization", "bearer nonsense"), certificate("family", TOPIC)))
                .isEmpty();
    }

    @Test
    void the_device_token_is_checked_against_the_topic_that_was_left_out() throws Exception {
        simulator.apns().registerDevice(TOKEN, OTHER_TOPIC, null);
        try {
            assertThat(reason(request(), certificate("family", TOPIC))).isEqualTo("DeviceTokenNotForTopic");
        } finally {
            simulator.apns().removeDevice(TOKEN);
        }
    }

    @Test
    void certificates_are_believed_after_a_restart(@TempDir Path own) throws Exception {
        ApnsCertificate issued;
        try (ProviderSimulator first = ProviderSimulator.start(SimulatorConfig.in(own))) {
            issued = first.credentials().apnsCertificate("family", TEAM, TOPIC);
        }
        try (ProviderSimulator second = ProviderSimulator.start(SimulatorConfig.in(own))) {
            ApnsClient client = Clients.pushy(second, issued);
            try {
                assertThat(reason(client, TOPIC)).isEmpty();
            } finally {
                client.close().get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static void assertHandshakeFails(ApnsCertificate shown) {
        assertThatThrownBy(() -> reason(shown, TOPIC))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .asInstanceOf(InstanceOfAssertFactories.throwable(SSLException.class))
                .hasMessageContaining("Received fatal alert: certificate_unknown");
        assertThat(simulator.received().all()).isEmpty();
    }

    private static String reason(ApnsCertificate certificate, String topic) throws Exception {
        ApnsClient client = Clients.pushy(simulator, certificate);
        try {
            return reason(client, topic);
        } finally {
            client.close().get(10, TimeUnit.SECONDS);
        }
    }

    private static String reason(ApnsClient client, String topic) throws Exception {
        PushNotificationResponse<SimpleApnsPushNotification> response = client.sendNotification(
                        new SimpleApnsPushNotification(TOKEN, topic, PAYLOAD))
                .get(10, TimeUnit.SECONDS);
        return response.getRejectionReason().orElse("");
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + simulator.apnsPort() + "/3/device/" + TOKEN))
                .POST(HttpRequest.BodyPublishers.ofString(PAYLOAD));
    }

    private static String reason(HttpRequest.Builder request, ApnsCertificate certificate) throws Exception {
        HttpClient client = Clients.http2(simulator, certificate);
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200
                ? ""
                : JsonMapper.builder()
                        .build()
                        .readTree(response.body())
                        .path("reason")
                        .asText();
    }
}
