package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.received.Answer;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstPushIT {

    private static final String TOPIC = "org.belltower.family";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void a_push_by_pushy_is_accepted_and_recorded_whole() throws Exception {
        ApnsKey key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        ApnsClient client = Clients.pushy(simulator, key);
        UUID id = UUID.fromString("7b0f5f6e-8f1c-4d3f-9d0a-2f9c7f1b6a11");
        try {
            PushNotificationResponse<SimpleApnsPushNotification> response = client.sendNotification(
                            new SimpleApnsPushNotification(
                                    TOKEN,
                                    TOPIC,
                                    "{\"aps\":{\"alert\":\"Schedule changed\"}}",
                                    Instant.ofEpochSecond(2_000_000_000),
                                    DeliveryPriority.IMMEDIATE,
                                    PushType.ALERT,
                                    "push-1",
                                    id))
                    .get(10, TimeUnit.SECONDS);

            assertThat(response.getRejectionReason()).isEmpty();
            assertThat(response.isAccepted()).isTrue();
            assertThat(response.getApnsId()).isEqualTo(id);
        } finally {
            client.close().get(10, TimeUnit.SECONDS);
        }

        ReceivedPush received = simulator.received().all().getFirst();
        assertThat(received)
                .isEqualTo(new ReceivedPush(
                        1,
                        received.arrivedAt(),
                        Provider.APNS,
                        TOKEN,
                        id.toString(),
                        "push-1",
                        TOPIC,
                        "10",
                        "2000000000",
                        "{\"aps\":{\"alert\":\"Schedule changed\"}}",
                        new Answer.Accepted(),
                        1,
                        received.stream(),
                        key.keyId(),
                        null));
    }

    @Test
    void a_message_with_an_access_token_is_accepted_by_fcm_and_recorded_whole() {
        ServiceAccount account = simulator.credentials().serviceAccount("family-app");
        FcmClient client = new FcmClient(simulator, Clients.http2(simulator));
        String message = """
                {"message":{"token":"device:1","data":{"area":"grades"},
                 "android":{"priority":"high","ttl":"3600s","collapse_key":"c",
                   "notification":{"title":"New grade","tag":"push-1"}}}}""";

        HttpResponse<String> response = client.push("family-app", client.accessToken(account, Instant.now()), message);

        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(FcmClient.json(response).path("name").asText()).startsWith("projects/family-app/messages/0:");
        ReceivedPush received = simulator.received().all().getFirst();
        assertThat(received)
                .isEqualTo(new ReceivedPush(
                        1,
                        received.arrivedAt(),
                        Provider.FCM,
                        "device:1",
                        "push-1",
                        "c",
                        "family-app",
                        "high",
                        "3600s",
                        message,
                        new Answer.Accepted(),
                        1,
                        received.stream(),
                        null,
                        null));
    }
}
