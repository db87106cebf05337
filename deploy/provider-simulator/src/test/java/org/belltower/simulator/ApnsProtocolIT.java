package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.belltower.simulator.apns.ApnsReason;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.received.Answer;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ApnsProtocolIT {

    private static final String TOPIC = "org.belltower.family";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String PAYLOAD = "{\"aps\":{\"alert\":\"Schedule changed\"}}";

    @TempDir
    private static Path folder;

    private static ProviderSimulator simulator;
    private static ApnsKey key;
    private static ApnsKey keyOfOtherTeam;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        keyOfOtherTeam = simulator.credentials().apnsKey("TEAM000002", "KEY0000002", TOPIC, "org.other");
        client = Clients.http2(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void forget() {
        simulator.received().clear();
        simulator.script().clear();
    }

    /// A push that is in order, to be spoilt in one place.
    static final class Push {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String method = "POST";
        private String path = "/3/device/" + TOKEN;
        private String payload = PAYLOAD;
        private String repeated = "";

        Push() {
            headers.put("authorization", "bearer " + ProviderTokens.of(key, Instant.now()));
            headers.put("apns-topic", TOPIC);
            headers.put("apns-push-type", "alert");
            headers.put("apns-priority", "10");
            headers.put("apns-expiration", "0");
            headers.put("apns-collapse-id", "push-1");
        }

        Push with(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Push without(String name) {
            headers.remove(name);
            return this;
        }

        Push signed(String token) {
            return with("authorization", "bearer " + token);
        }

        HttpResponse<String> send(HttpClient client) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("https://127.0.0.1:" + simulator.apnsPort() + path))
                    .timeout(Duration.ofSeconds(10))
                    .method(
                            method,
                            payload.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(payload));
            headers.forEach(request::header);
            if (!repeated.isEmpty()) {
                request.header(repeated, headers.get(repeated));
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    record Case(String name, Consumer<Push> spoil, ApnsReason reason) {
        @Override
        public String toString() {
            return name + ": " + reason;
        }
    }

    private static Case spoilt(String name, Consumer<Push> spoil, ApnsReason reason) {
        return new Case(name, spoil, reason);
    }

    static Stream<Case> spoilt_pushes() {
        String sixtyOneMinutes = ProviderTokens.of(key, Instant.now().minus(Duration.ofMinutes(61)));
        String ahead = ProviderTokens.of(key, Instant.now().plus(Duration.ofMinutes(5)));
        Instant now = Instant.now();
        return Stream.of(
                spoilt("GET", push -> push.method = "GET", ApnsReason.METHOD_NOT_ALLOWED),
                spoilt("another path", push -> push.path = "/3/devices/" + TOKEN, ApnsReason.BAD_PATH),
                spoilt("no token", push -> push.path = "/3/device/", ApnsReason.MISSING_DEVICE_TOKEN),
                spoilt("token not hex", push -> push.path = "/3/device/xyz1", ApnsReason.BAD_DEVICE_TOKEN),
                spoilt("half a byte", push -> push.path = "/3/device/abc", ApnsReason.BAD_DEVICE_TOKEN),
                spoilt("no provider token", push -> push.without("authorization"), ApnsReason.MISSING_PROVIDER_TOKEN),
                spoilt(
                        "other scheme",
                        push -> push.with("authorization", "basic abc"),
                        ApnsReason.MISSING_PROVIDER_TOKEN),
                spoilt("no JWT", push -> push.signed("abc"), ApnsReason.INVALID_PROVIDER_TOKEN),
                spoilt(
                        "unknown key",
                        push -> push.signed(ProviderTokens.of(key, "KEY0000009", "TEAM000001", now)),
                        ApnsReason.INVALID_PROVIDER_TOKEN),
                spoilt(
                        "key of another team",
                        push -> push.signed(ProviderTokens.of(key, "KEY0000001", "TEAM000002", now)),
                        ApnsReason.INVALID_PROVIDER_TOKEN),
                spoilt(
                        "signature of another key",
                        push -> push.signed(ProviderTokens.of(keyOfOtherTeam, "KEY0000001", "TEAM000001", now)),
                        ApnsReason.INVALID_PROVIDER_TOKEN),
                spoilt(
                        "provider token too old",
                        push -> push.signed(sixtyOneMinutes),
                        ApnsReason.EXPIRED_PROVIDER_TOKEN),
                spoilt("provider token from the future", push -> push.signed(ahead), ApnsReason.EXPIRED_PROVIDER_TOKEN),
                spoilt("topic twice", push -> push.repeated = "apns-topic", ApnsReason.DUPLICATE_HEADERS),
                spoilt("id", push -> push.with("apns-id", "1-1-1-1-1"), ApnsReason.BAD_MESSAGE_ID),
                spoilt("push type", push -> push.with("apns-push-type", "loud"), ApnsReason.INVALID_PUSH_TYPE),
                spoilt("priority", push -> push.with("apns-priority", "7"), ApnsReason.BAD_PRIORITY),
                spoilt("expiration", push -> push.with("apns-expiration", "soon"), ApnsReason.BAD_EXPIRATION_DATE),
                spoilt(
                        "collapse id of 65 bytes",
                        push -> push.with("apns-collapse-id", "c".repeat(65)),
                        ApnsReason.BAD_COLLAPSE_ID),
                spoilt("no topic", push -> push.without("apns-topic"), ApnsReason.MISSING_TOPIC),
                spoilt("topic", push -> push.with("apns-topic", "my topic"), ApnsReason.BAD_TOPIC),
                spoilt(
                        "topic of another team",
                        push -> push.with("apns-topic", "org.other"),
                        ApnsReason.TOPIC_DISALLOWED),
                spoilt("no payload", push -> push.payload = "", ApnsReason.PAYLOAD_EMPTY),
                spoilt("payload not JSON", push -> push.payload = "hello", ApnsReason.PAYLOAD_EMPTY),
                spoilt("payload without aps", push -> push.payload = "{\"a\":{}}", ApnsReason.PAYLOAD_EMPTY),
                spoilt("aps is a text", push -> push.payload = "{\"aps\":\"x\"}", ApnsReason.PAYLOAD_EMPTY),
                spoilt("more after it", push -> push.payload = PAYLOAD + "{}", ApnsReason.PAYLOAD_EMPTY),
                spoilt("4097 bytes", push -> push.payload = payload(4097), ApnsReason.PAYLOAD_TOO_LARGE),
                spoilt("100 kB", push -> push.payload = payload(100_000), ApnsReason.PAYLOAD_TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("spoilt_pushes")
    void a_push_with_a_fault_is_refused_with_the_reason_and_recorded(Case spoilt) throws Exception {
        Push push = new Push();
        spoilt.spoil().accept(push);

        HttpResponse<String> response = push.send(client);

        assertThat(json(response).path("reason").asText())
                .isEqualTo(spoilt.reason().text());
        assertThat(response.statusCode()).isEqualTo(spoilt.reason().status());
        assertThat(response.headers().firstValue("apns-id")).isPresent();
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::answer)
                .containsExactly(new Answer.Rejected(
                        spoilt.reason().status(), spoilt.reason().text()));
    }

    static Stream<Consumer<Push>> good_pushes() {
        return Stream.of(
                push -> {},
                push -> push.payload = payload(4096),
                push -> push.with("apns-push-type", "voip").payload = payload(5120),
                push -> push.with("apns-push-type", "mdm").payload = "{\"mdm\":\"magic\"}",
                push -> push.with("apns-collapse-id", "c".repeat(64)),
                push -> push.with("apns-priority", "5"),
                push -> push.with("apns-priority", "1"),
                push -> push.without("apns-priority")
                        .without("apns-expiration")
                        .without("apns-push-type")
                        .without("apns-collapse-id"),
                push -> push.path = "/3/device/" + "ab".repeat(100),
                push -> push.signed(ProviderTokens.of(key, Instant.now().minus(Duration.ofMinutes(59)))));
    }

    @ParameterizedTest
    @MethodSource("good_pushes")
    void a_push_within_the_limits_is_accepted(Consumer<Push> change) throws Exception {
        Push push = new Push();
        change.accept(push);

        HttpResponse<String> response = push.send(client);

        assertThat(response.body()).isEmpty();
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void the_id_of_the_sender_comes_back_and_a_push_without_one_gets_one_of_its_own() throws Exception {
        String given = UUID.randomUUID().toString();

        String first = id(new Push().with("apns-id", given).send(client));
        String second = id(new Push().send(client));
        String third = id(new Push().send(client));

        assertThat(first).isEqualTo(given);
        assertThat(UUID.fromString(second)).isNotEqualTo(UUID.fromString(third));
        assertThat(simulator.received().all()).extracting(ReceivedPush::pushId).containsExactly(first, second, third);
    }

    @Test
    void a_connection_is_tied_to_the_team_that_pushed_on_it_first() throws Exception {
        HttpClient own = Clients.http2(simulator);

        HttpResponse<String> first = new Push().send(own);
        HttpResponse<String> second = new Push()
                .signed(ProviderTokens.of(keyOfOtherTeam, Instant.now()))
                .send(own);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json(second).path("reason").asText()).isEqualTo("InvalidProviderToken");
    }

    @Test
    void a_revoked_key_is_refused_at_once_on_a_connection_that_is_open() throws Exception {
        ApnsKey revoked = simulator.credentials().apnsKey("TEAM000003", "KEY0000003", TOPIC);
        HttpClient own = Clients.http2(simulator);
        String token = ProviderTokens.of(revoked, Instant.now());
        assertThat(new Push().signed(token).send(own).statusCode()).isEqualTo(200);

        simulator.apns().removeKey("KEY0000003");

        assertThat(json(new Push().signed(token).send(own)).path("reason").asText())
                .isEqualTo("InvalidProviderToken");
    }

    @ParameterizedTest
    @EnumSource(ApnsReason.class)
    void every_reason_of_apple_can_be_scripted_for_a_token(ApnsReason reason) throws Exception {
        Instant since = Instant.parse("2026-02-01T10:00:00.123Z");
        simulator
                .script()
                .add(Rule.when(Match.token(TOKEN))
                        .reply(Reply.reject(reason.status(), reason.text())
                                .since(since)
                                .withHeader("retry-after", "30")));

        HttpResponse<String> response = new Push().send(client);

        assertThat(response.statusCode()).isEqualTo(reason.status());
        assertThat(response.headers().firstValue("retry-after")).contains("30");
        JsonNode body = json(response);
        assertThat(body.path("reason").asText()).isEqualTo(reason.text());
        assertThat(body.has("timestamp")).isEqualTo(reason.status() == 410);
        if (reason.status() == 410) {
            assertThat(body.path("timestamp").asLong()).isEqualTo(since.toEpochMilli());
        }
    }

    private static String payload(int bytes) {
        String frame = "{\"aps\":{\"alert\":\"\"}}";
        return "{\"aps\":{\"alert\":\"" + "x".repeat(bytes - frame.length()) + "\"}}";
    }

    private static String id(HttpResponse<String> response) {
        return response.headers().firstValue("apns-id").orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JsonMapper.builder().build().readTree(response.body());
    }
}
