package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.fault.GoAway;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the JDK's client, which does what RFC 9113 says of a GOAWAY: it waits for what is below the
/// last stream, and sends again what is above. Pushy closes its connection at once.
class GoAwayIT {

    private static final String TOPIC = "org.belltower.family";

    @TempDir
    private Path folder;

    private ProviderSimulator simulator;
    private HttpClient http;
    private String providerToken;

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        ApnsKey key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        providerToken = ProviderTokens.of(key, Instant.now());
        http = Clients.http2(simulator);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        simulator.close();
    }

    @Test
    void a_graceful_one_answers_all_that_came_and_then_the_connection_closes() throws Exception {
        send("aa00").get(5, TimeUnit.SECONDS);
        simulator.script().latency(Duration.ofMillis(700));
        List<CompletableFuture<Integer>> inFlight = IntStream.range(0, 20)
                .mapToObj(i -> send("bb%02x".formatted(i)))
                .toList();
        await().until(() -> simulator.received().total() == 21);

        simulator.connections(Provider.APNS).goAway(GoAway.graceful());

        for (CompletableFuture<Integer> answer : inFlight) {
            assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(200);
        }
        await().until(() -> simulator.openConnections(Provider.APNS) == 0);
        simulator.script().latency(Duration.ZERO);
        assertThat(send("cc00").get(5, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::connection)
                .startsWith(1L)
                .endsWith(2L)
                .hasSize(22);
        assertThat(simulator.received().counts(Provider.APNS).unprocessed()).isZero();
    }

    @Test
    void what_is_above_the_last_stream_was_never_received_and_what_is_below_is_answered() throws Exception {
        send("aa00").get(5, TimeUnit.SECONDS);
        simulator.script().latency(Duration.ofMillis(700));
        CompletableFuture<Integer> below = send("aa01");
        await().until(() -> simulator.received().total() == 2);

        simulator.connections(Provider.APNS).goAway(GoAway.leavingOut(3));
        List<CompletableFuture<Integer>> above =
                IntStream.range(0, 3).mapToObj(i -> send("bb%02x".formatted(i))).toList();
        await().until(() -> simulator.received().counts(Provider.APNS).unprocessed() == 3);
        assertThat(below.get(5, TimeUnit.SECONDS)).isEqualTo(200);
        for (CompletableFuture<Integer> answer : above) {
            assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(200);
        }

        assertThat(simulator.received().all())
                .extracting(ReceivedPush::token)
                .containsExactlyInAnyOrder("aa00", "aa01", "bb00", "bb01", "bb02");
        List<Long> connections = simulator.received().all().stream()
                .map(ReceivedPush::connection)
                .toList();
        assertThat(connections.subList(0, 2)).containsOnly(1L);
        assertThat(connections.subList(2, 5)).doesNotContain(1L);
    }

    @Test
    void it_may_come_again_and_again_and_what_was_answered_was_received_once() throws Exception {
        simulator.script().latency(Duration.ofMillis(5));
        simulator.connections(Provider.APNS).goAwayEvery(Duration.ofMillis(300), GoAway.leavingOut(2));

        List<String> answered = new ArrayList<>();
        Instant end = Instant.now().plusSeconds(3);
        for (int sent = 0; Instant.now().isBefore(end); sent += 10) {
            int first = sent;
            List<String> tokens = IntStream.range(0, 10)
                    .mapToObj(i -> "ee%08x".formatted(first + i))
                    .toList();
            List<CompletableFuture<Integer>> answers =
                    tokens.stream().map(this::send).toList();
            for (int i = 0; i < 10; i++) {
                try {
                    assertThat(answers.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(200);
                    answered.add(tokens.get(i));
                } catch (ExecutionException gone) {
                    // The client lost its connection before it took in the GOAWAY.
                    assertThat(gone).hasCauseInstanceOf(IOException.class);
                }
            }
        }
        simulator.connections(Provider.APNS).stopGoAway();

        List<ReceivedPush> received = simulator.received().all();
        assertThat(received)
                .extracting(ReceivedPush::token)
                .doesNotHaveDuplicates()
                .containsAll(answered);
        assertThat(received.getLast().connection()).isGreaterThanOrEqualTo(5);
        assertThat(simulator.received().counts(Provider.APNS).unprocessed()).isGreaterThanOrEqualTo(2);
    }

    private CompletableFuture<Integer> send(String token) {
        URI uri = URI.create("https://127.0.0.1:" + simulator.apnsPort() + "/3/device/" + token);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("authorization", "bearer " + providerToken)
                .header("apns-topic", TOPIC)
                .POST(HttpRequest.BodyPublishers.ofString("{\"aps\":{}}"))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }
}
