package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.received.Answer;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsIT {

    private static final String TOPIC = "org.belltower.family";

    @TempDir
    private Path folder;

    private ProviderSimulator simulator;
    private ApnsClient pushy;

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        ApnsKey key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        pushy = Clients.pushy(simulator, key);
    }

    @AfterEach
    void stop() throws Exception {
        pushy.close().get(10, TimeUnit.SECONDS);
        simulator.close();
    }

    @Test
    void a_stalled_push_is_received_and_never_answered_while_others_are() throws Exception {
        simulator.script().add(Rule.when(Match.token("aa01")).reply(Reply.stall()));

        CompletableFuture<?> stalled = send("aa01");
        assertThat(answer("aa02").isAccepted()).isTrue();

        assertThatThrownBy(() -> stalled.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(simulator.received().of("aa01"))
                .extracting(ReceivedPush::answer)
                .containsExactly(new Answer.Stalled());
    }

    @Test
    void a_disconnect_cuts_the_connection_and_all_that_is_in_flight_on_it() throws Exception {
        simulator.script().add(Rule.when(Match.token("aa01")).reply(Reply.stall()));
        simulator
                .script()
                .add(Rule.when(Match.token("aa02")).reply(Reply.disconnect()).times(1));

        CompletableFuture<?> inFlight = send("aa01");
        await().until(() -> simulator.received().total() == 1);
        CompletableFuture<?> cut = send("aa02");

        assertThatThrownBy(() -> cut.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> inFlight.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(simulator.received().of("aa02"))
                .extracting(ReceivedPush::answer)
                .containsExactly(new Answer.Disconnected());
        assertThat(answer("aa02").isAccepted()).isTrue();
        assertThat(simulator.received().all().getLast().connection()).isGreaterThan(1);
    }

    @Test
    void a_provider_that_refuses_connections_is_not_there_until_it_accepts_them_again() throws Exception {
        assertThat(answer("aa01").isAccepted()).isTrue();
        CompletableFuture<?> inFlight;
        simulator.script().add(Rule.when(Match.token("aa02")).reply(Reply.stall()));
        inFlight = send("aa02");
        await().until(() -> simulator.received().total() == 2);

        simulator.refuseConnections(Provider.APNS);

        assertThatThrownBy(() -> inFlight.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);

        simulator.acceptConnections(Provider.APNS);

        connect();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> answer("aa01").isAccepted());
    }

    @Test
    void a_rule_holds_for_as_many_pushes_as_it_says() throws Exception {
        simulator
                .script()
                .add(Rule.when(Match.app(TOPIC))
                        .reply(Reply.reject(503, "ServiceUnavailable"))
                        .times(2));

        assertThat(answer("aa01").getRejectionReason()).contains("ServiceUnavailable");
        assertThat(answer("aa01").getRejectionReason()).contains("ServiceUnavailable");
        assertThat(answer("aa01").isAccepted()).isTrue();
    }

    @Test
    void a_token_that_is_gone_comes_with_the_time_since_when() throws Exception {
        Instant since = Instant.parse("2026-02-01T10:00:00.123Z");
        simulator
                .script()
                .add(Rule.when(Match.token("aa01"))
                        .reply(Reply.reject(410, "Unregistered").since(since)));

        PushNotificationResponse<?> response = answer("aa01");

        assertThat(response.getRejectionReason()).contains("Unregistered");
        assertThat(response.getTokenInvalidationTimestamp()).contains(since);
    }

    @Test
    void an_answer_takes_as_long_as_the_script_says_and_holds_no_other_up() throws Exception {
        answer("aa00");
        simulator.script().add(Rule.when(Match.token("aa01")).after(Duration.ofMillis(1500)));

        long begun = System.nanoTime();
        CompletableFuture<?> slow = send("aa01");
        assertThat(answer("aa02").isAccepted()).isTrue();
        assertThat(slow).isNotDone();
        slow.get(5, TimeUnit.SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void a_client_may_give_up_on_hundreds_of_stalled_pushes_and_keep_its_connection() {
        ServiceAccount account = simulator.credentials().serviceAccount("family-app");
        HttpClient http = Clients.http2(simulator);
        FcmClient client = new FcmClient(simulator, http, Duration.ofMillis(500));
        String token = client.accessToken(account, Instant.now());
        simulator.script().add(Rule.when(Match.token("stalled")).reply(Reply.stall()));

        List<CompletableFuture<HttpResponse<String>>> givenUp = IntStream.range(0, 500)
                .mapToObj(_ -> http.sendAsync(
                        client.request("family-app", token, message("stalled")), HttpResponse.BodyHandlers.ofString()))
                .toList();
        assertThat(givenUp)
                .allSatisfy(answer -> assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(HttpTimeoutException.class));

        FcmClient patient = new FcmClient(simulator, http);
        assertThat(patient.push("family-app", token, message("other")).statusCode())
                .isEqualTo(200);
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::connection)
                .containsOnly(1L);
    }

    @Test
    void fcm_stalls_disconnects_and_refuses_as_well() throws Exception {
        ServiceAccount account = simulator.credentials().serviceAccount("family-app");
        HttpClient http = Clients.http2(simulator);
        FcmClient client = new FcmClient(simulator, http, Duration.ofMillis(500));
        String token = client.accessToken(account, Instant.now());
        simulator.script().add(Rule.when(Match.token("stalled")).reply(Reply.stall()));
        simulator.script().add(Rule.when(Match.token("cut")).reply(Reply.disconnect()));

        assertThatThrownBy(() -> client.push("family-app", token, message("stalled")))
                .hasCauseInstanceOf(HttpTimeoutException.class);
        assertThatThrownBy(() -> client.push("family-app", token, message("cut")))
                .hasCauseInstanceOf(IOException.class);
        simulator.refuseConnections(Provider.FCM);
        assertThatThrownBy(() -> client.push("family-app", token, message("other")))
                .hasCauseInstanceOf(ConnectException.class);
        simulator.acceptConnections(Provider.FCM);
        FcmClient patient = new FcmClient(simulator, http);
        assertThat(patient.push("family-app", token, message("other")).statusCode())
                .isEqualTo(200);
    }

    private static String message(String token) {
        return "{\"message\":{\"token\":\"" + token + "\"}}";
    }

    private void connect() throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), simulator.apnsPort()).close();
    }

    private PushNotificationResponse<SimpleApnsPushNotification> answer(String token) throws Exception {
        return send(token).get(5, TimeUnit.SECONDS);
    }

    private CompletableFuture<PushNotificationResponse<SimpleApnsPushNotification>> send(String token) {
        return pushy.sendNotification(new SimpleApnsPushNotification(token, TOPIC, "{\"aps\":{\"alert\":\"x\"}}"));
    }
}
