package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.simulator.apns.ApnsReason;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.fault.Drip;
import org.belltower.simulator.received.Counts;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.script.Latency;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Rate;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every answer that a provider is known to give, and some that it is not, over HTTP/2.
class AnswersIT {

    private static final String TOPIC = "org.belltower.family";
    private static final String PROJECT = "family-app";

    @TempDir
    private static Path folder;

    private static ProviderSimulator simulator;
    private static HttpClient http;
    private static FcmClient fcm;
    private static ApnsKey key;
    private static ServiceAccount account;
    private static String accessToken;

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        account = simulator.credentials().serviceAccount(PROJECT);
        http = Clients.http2(simulator);
        fcm = new FcmClient(simulator, http);
        accessToken = fcm.accessToken(account, Instant.now());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.script().reset();
        simulator.received().clear();
    }

    @ParameterizedTest
    @EnumSource(ApnsReason.class)
    void apns_refuses_with_every_reason_that_apple_documents(ApnsReason reason) {
        script(Reply.reject(reason.status(), reason.text()).withHeader("retry-after", "7"));

        HttpResponse<String> response = apns();

        JsonNode body = FcmClient.json(response);
        assertThat(response.statusCode()).isEqualTo(reason.status());
        assertThat(body.path("reason").asText()).isEqualTo(reason.text());
        assertThat(body.has("timestamp")).isEqualTo(reason.status() == 410);
        assertThat(response.headers().firstValue("retry-after")).contains("7");
        assertThat(response.headers().firstValue("apns-id")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT,       INVALID_ARGUMENT,   message.token",
        "400, INVALID_ARGUMENT,       INVALID_ARGUMENT,",
        "401, THIRD_PARTY_AUTH_ERROR, UNAUTHENTICATED,",
        "403, SENDER_ID_MISMATCH,     PERMISSION_DENIED,",
        "404, UNREGISTERED,           NOT_FOUND,",
        "429, QUOTA_EXCEEDED,         RESOURCE_EXHAUSTED,",
        "500, INTERNAL,               INTERNAL,",
        "503, UNAVAILABLE,            UNAVAILABLE,"
    })
    void fcm_refuses_with_every_code_that_google_documents(int status, String code, String name, String field) {
        Reply.Reject reject = Reply.reject(status, code).withHeader("retry-after", "7");
        script(field == null ? reject : reject.naming(field));

        HttpResponse<String> response = fcm();

        JsonNode error = FcmClient.json(response).path("error");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error.path("code").asInt()).isEqualTo(status);
        assertThat(error.path("status").asText()).isEqualTo(name);
        assertThat(error.at("/details/0/errorCode").asText()).isEqualTo(code);
        assertThat(error.at("/details/1/fieldViolations/0/field").asText("")).isEqualTo(field == null ? "" : field);
        assertThat(response.headers().firstValue("retry-after")).contains("7");
    }

    @Test
    void fcm_says_that_an_access_token_is_not_good_without_details_of_its_own() {
        script(Reply.reject(401, "UNAUTHENTICATED"));

        HttpResponse<String> response = fcm();

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(FcmClient.json(response).path("error").has("details")).isFalse();
        assertThat(response.headers().firstValue("www-authenticate")).isPresent();
    }

    @Test
    void a_reason_that_nobody_knows_comes_as_it_was_written() {
        script(Reply.reject(418, "ATeapot"));

        assertThat(FcmClient.json(apns()).path("reason").asText()).isEqualTo("ATeapot");
        assertThat(FcmClient.json(fcm()).at("/error/details/0/errorCode").asText())
                .isEqualTo("ATeapot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>502 Bad Gateway</body></html>", "{\"reason\":"})
    void an_answer_may_be_any_text_or_none(String body) {
        script(Reply.verbatim(502, Map.of("content-type", "text/html"), body));

        assertThat(apns().body()).isEqualTo(body);
        HttpResponse<String> response = fcm();
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValue("content-type")).contains("text/html");
        assertThat(simulator.received().counts(Provider.FCM)).isEqualTo(new Counts(1, 0, 0, 0, Map.of("502", 1L)));
    }

    @Test
    void an_accepted_push_may_have_an_answer_that_nobody_understands() {
        script(Reply.verbatim(200, Map.of(), "thanks"));

        assertThat(fcm().body()).isEqualTo("thanks");
        assertThat(simulator.received().counts(Provider.FCM).accepted()).isEqualTo(1);
    }

    @Test
    void a_quota_is_played_by_what_is_beyond_a_rate() {
        Reply limited = Reply.reject(429, "QUOTA_EXCEEDED").withHeader("retry-after", "60");
        simulator
                .script()
                .add(Rule.when(Match.provider(Provider.FCM))
                        .reply(limited)
                        .above(new Rate(3, Duration.ofHours(1), Rate.Per.APP)));

        assertThat(Stream.generate(AnswersIT::fcm).limit(5).map(HttpResponse::statusCode))
                .containsExactly(200, 200, 200, 429, 429);
        assertThat(apns().statusCode()).isEqualTo(200);
    }

    @Test
    void the_token_endpoint_may_be_slow_fail_or_never_answer_while_pushes_go_on() throws Exception {
        Rule once = Rule.when(Match.accessTokens()).times(1);
        simulator.script().add(once.after(Latency.of(Duration.ofMillis(400))));
        simulator.script().add(once.reply(Reply.reject(401, "invalid_client").withHeader("retry-after", "3")));
        simulator.script().add(once.reply(Reply.verbatim(502, Map.of("content-type", "text/html"), "<html>")));
        simulator.script().add(once.reply(Reply.stall()));

        long began = System.nanoTime();
        assertThat(fcm.accessToken(account, Instant.now())).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        HttpResponse<String> refused = fcm.exchange("assertion");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(FcmClient.json(refused).path("error").asText()).isEqualTo("invalid_client");
        assertThat(refused.headers().firstValue("retry-after")).contains("3");
        assertThat(fcm.exchange("assertion").body()).isEqualTo("<html>");
        HttpRequest stalled = HttpRequest.newBuilder(URI.create(simulator.tokenUri()))
                .timeout(Duration.ofMillis(300))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThatThrownBy(() -> http.send(stalled, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(fcm().statusCode()).isEqualTo(200);
        assertThat(fcm.accessToken(account, Instant.now())).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void an_answer_may_come_a_few_bytes_at_a_time(HttpClient.Version version) {
        FcmClient client = new FcmClient(simulator, Clients.http(simulator, version));
        simulator.script().add(Rule.when(Match.token("slow")).drip(new Drip(20, Duration.ofMillis(100))));
        simulator
                .script()
                .add(Rule.when(Match.token("empty"))
                        .reply(Reply.verbatim(503, Map.of(), ""))
                        .drip(new Drip(20, Duration.ofMillis(100))));

        long began = System.nanoTime();
        HttpResponse<String> slow = client.push(PROJECT, accessToken, "{\"message\":{\"token\":\"slow\"}}");

        // A name has more than fifty bytes: at least three pieces, two pauses.
        assertThat(FcmClient.json(slow).path("name").asText()).startsWith("projects/" + PROJECT + "/messages/");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        HttpResponse<String> empty = client.push(PROJECT, accessToken, "{\"message\":{\"token\":\"empty\"}}");
        assertThat(empty.body()).isEmpty();
    }

    @Test
    void a_reset_over_http_1_ends_the_connection() {
        FcmClient client = new FcmClient(simulator, Clients.http(simulator, HttpClient.Version.HTTP_1_1));
        simulator.script().add(Rule.when(Match.token("reset")).reply(Reply.reset(2)));

        assertThatThrownBy(() -> client.push(PROJECT, accessToken, "{\"message\":{\"token\":\"reset\"}}"))
                .hasCauseInstanceOf(IOException.class);
    }

    private static void script(Reply reply) {
        simulator.script().add(Rule.when(Match.any()).reply(reply));
    }

    private static HttpResponse<String> fcm() {
        return fcm.push(PROJECT, accessToken, "{\"message\":{\"token\":\"aa01\"}}");
    }

    private static HttpResponse<String> apns() {
        URI uri = URI.create("https://127.0.0.1:" + simulator.apnsPort() + "/3/device/aa01");
        return fcm.send(HttpRequest.newBuilder(uri)
                .header("authorization", "bearer " + ProviderTokens.of(key, Instant.now()))
                .header("apns-topic", TOPIC)
                .POST(HttpRequest.BodyPublishers.ofString("{\"aps\":{}}"))
                .build());
    }
}
