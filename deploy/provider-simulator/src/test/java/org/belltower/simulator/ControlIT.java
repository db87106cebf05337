package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.simulator.apns.ApnsCertificateRegistration;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.tls.Pem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlIT {

    private static final String PROJECT = "family-app";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private static ProviderSimulator simulator;
    private FcmClient fcm;
    private static ServiceAccount account;
    private static final HttpClient CONTROL = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        account = simulator.credentials().serviceAccount(PROJECT);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() throws Exception {
        assertThat(call("POST", "/v1/reset").statusCode()).isEqualTo(204);
        // With connections of its own: a GOAWAY that was sent stays sent.
        fcm = new FcmClient(simulator, Clients.http2(simulator));
    }

    @Test
    void health_says_where_the_providers_are_and_whom_to_trust() throws Exception {
        JsonNode health = json(call("GET", "/v1/health"));

        assertThat(health.path("status").asText()).isEqualTo("ready");
        assertThat(health.at("/apns/port").asInt()).isEqualTo(simulator.apnsPort());
        assertThat(health.at("/fcm/port").asInt()).isEqualTo(simulator.fcmPort());
        assertThat(health.at("/fcm/accepting").asBoolean()).isTrue();
        assertThat(health.path("caCertificate").asText())
                .isEqualTo(simulator.caCertificate().toString());
    }

    @Test
    void a_rule_is_added_listed_used_up_and_gone() throws Exception {
        HttpResponse<String> added = call("POST", "/v1/rules", """
                {"match":{"token":"dead"},"times":1,"latencyMillis":1,
                 "reply":{"type":"reject","status":404,"reason":"UNREGISTERED","headers":{"retry-after":"9"}}}""");

        assertThat(added.statusCode()).isEqualTo(201);
        JsonNode rules = json(call("GET", "/v1/rules")).path("rules");
        assertThat(rules.path(0))
                .isEqualTo(JSON.readTree("""
                {"id":%d,"match":{"token":"dead"},
                 "reply":{"type":"reject","status":404,"reason":"UNREGISTERED","headers":{"retry-after":"9"}},
                 "latencyMillis":1,"times":1,"remaining":1}""".formatted(json(added).path("id").asLong())));
        assertThat(push("dead").headers().firstValue("retry-after")).contains("9");
        assertThat(push("dead").statusCode()).isEqualTo(200);
        assertThat(json(call("GET", "/v1/rules")).path("rules")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"match":{},"reply":{"type":"accept"}}
            {"match":{"app":"family-app"},"reply":{"type":"stall"}}
            {"match":{"provider":"fcm"},"reply":{"type":"disconnect"}}
            {"match":{"provider":"fcm"},"reply":{"type":"reject","status":400,"reason":"INVALID_ARGUMENT","field":"message.token"}}
            {"match":{"provider":"fcm"},"reply":{"type":"reject","status":429,"reason":"QUOTA_EXCEEDED","quota":"device-message"}}
            {"match":{"accessTokens":true},"reply":{"type":"verbatim","status":502,"headers":{"content-type":"text/html"},"body":"<html>"}}
            {"match":{},"reply":{"type":"verbatim","status":503,"body":""}}
            {"match":{},"reply":{"type":"reset","errorCode":2}}
            {"match":{},"reply":{"type":"refuse"}}
            {"match":{"provider":"apns"},"reply":{"type":"reject","status":410,"reason":"Unregistered","timestamp":"2026-02-01T10:00:00.123Z"}}
            """)
    void a_rule_reads_back_as_it_was_written(String rule) throws Exception {
        long id = json(call("POST", "/v1/rules", rule)).path("id").asLong();

        JsonNode listed = json(call("GET", "/v1/rules")).at("/rules/0");
        assertThat(listed.path("match")).isEqualTo(JSON.readTree(rule).path("match"));
        assertThat(listed.path("reply")).isEqualTo(JSON.readTree(rule).path("reply"));
        assertThat(call("DELETE", "/v1/rules/" + id).statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "/v1/rules/" + id).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "share":0.25,"shareOf":"tokens"
            "above":{"pushes":200,"withinMillis":60000,"per":"app"}
            "above":{"pushes":0,"withinMillis":1,"per":"all"},"share":0.5,"shareOf":"pushes","times":7,"remaining":7
            "latency":{"type":"uniform","fromMillis":5,"toMillis":50}
            "latency":{"type":"lognormal","medianMillis":40,"p99Millis":900},"drip":{"bytes":1,"everyMillis":100}
            """)
    void when_and_how_a_rule_applies_reads_back_as_it_was_written(String parts) throws Exception {
        String rule = "{\"match\":{},\"reply\":{\"type\":\"accept\"}," + parts + "}";
        long id = json(call("POST", "/v1/rules", rule.replace(",\"remaining\":7", "")))
                .path("id")
                .asLong();

        ObjectNode expected = (ObjectNode) JSON.readTree(rule);
        assertThat(json(call("GET", "/v1/rules")).at("/rules/0")).isEqualTo(expected.put("id", (int) id));
    }

    @Test
    void the_ledger_tells_of_every_push_when_it_came_and_what_it_was_answered() throws Exception {
        call("POST", "/v1/rules", """
                {"match":{"token":"dead"},"reply":{"type":"reject","status":404,"reason":"UNREGISTERED"}}""");
        push("dead");
        push("alive");
        push("alive");

        List<String> lines = call("GET", "/v1/ledger").body().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("sequence,arrivedAtMicros,provider,pushId,answer");
        assertThat(lines.get(1)).matches("1,\\d{16},fcm,,404 UNREGISTERED");
        assertThat(lines.get(3)).matches("3,\\d{16},fcm,,200");
        assertThat(lines).hasSize(4);
        assertThat(call("GET", "/v1/ledger?since=1&limit=1").body().lines())
                .containsExactly(lines.getFirst(), lines.get(2));
    }

    @Test
    void a_reset_undoes_every_fault() throws Exception {
        call("PUT", "/v1/latency", "{\"type\":\"lognormal\",\"medianMillis\":40,\"p99Millis\":90}");
        call("POST", "/v1/connections/fcm/goaway", "{\"everyMillis\":20,\"unprocessed\":1,\"errorCode\":11}");
        call("PUT", "/v1/connections/fcm/streams", "{\"streams\":3,\"oneUntilAccepted\":true}");
        call("PUT", "/v1/connections/fcm/greeting", "{\"greeting\":\"no-tls\"}");
        call("PUT", "/v1/connections/fcm/flow", "{\"flow\":\"drip\",\"bytes\":1,\"everyMillis\":500}");
        call("PUT", "/v1/connections/apns", "{\"accept\":false}");
        call("POST", "/v1/rules", "{\"match\":{},\"reply\":{\"type\":\"stall\"}}");
        JsonNode health = json(call("GET", "/v1/health"));
        assertThat(health.path("latencyMillis").asLong()).isEqualTo(40);
        assertThat(health.at("/latency/type").asText()).isEqualTo("lognormal");
        assertThat(health.at("/fcm/streams").asInt()).isEqualTo(3);

        assertThat(call("POST", "/v1/reset").statusCode()).isEqualTo(204);

        health = json(call("GET", "/v1/health"));
        assertThat(health.path("latency")).isEqualTo(JSON.readTree("{\"type\":\"fixed\",\"millis\":0}"));
        assertThat(health.at("/fcm/streams").asInt()).isEqualTo(1_000);
        assertThat(health.at("/apns/accepting").asBoolean()).isTrue();
        FcmClient fresh = new FcmClient(simulator, Clients.http2(simulator), Duration.ofSeconds(3));
        String token = fresh.accessToken(account, Instant.now());
        for (int i = 0; i < 5; i++) {
            assertThat(fresh.push(PROJECT, token, message("alive")).statusCode())
                    .isEqualTo(200);
        }
        assertThat(call("GET", "/v1/ledger").body().lines()).hasSize(6);
    }

    @Test
    void what_was_received_is_read_page_by_page_and_by_token() throws Exception {
        push("one");
        push("two");
        push("one");

        JsonNode first = json(call("GET", "/v1/received?limit=2"));
        JsonNode second = json(
                call("GET", "/v1/received?limit=2&since=" + first.path("next").asLong()));
        JsonNode ofOne = json(call("GET", "/v1/received?provider=fcm&token=one"));
        JsonNode ofApns = json(call("GET", "/v1/received?provider=apns"));

        assertThat(first.path("pushes")).hasSize(2);
        assertThat(second.path("pushes")).hasSize(1);
        assertThat(second.path("next").asLong()).isEqualTo(3);
        assertThat(second.path("missed").asLong()).isZero();
        assertThat(ofOne.path("pushes").findValuesAsText("sequence")).containsExactly("1", "3");
        assertThat(ofApns.path("pushes")).isEmpty();
        JsonNode push = first.at("/pushes/0");
        assertThat(push.path("token").asText()).isEqualTo("one");
        assertThat(push.path("app").asText()).isEqualTo(PROJECT);
        assertThat(push.path("answer").asText()).isEqualTo("accepted");
        assertThat(push.path("payload").asText()).isEqualTo(message("one"));
        assertThat(push.has("collapseId")).isFalse();
    }

    @Test
    void counts_are_by_provider_and_reason_and_clearing_begins_again() throws Exception {
        call(
                "POST",
                "/v1/rules",
                "{\"match\":{\"token\":\"dead\"},\"reply\":{\"type\":\"reject\",\"status\":404,\"reason\":\"UNREGISTERED\"}}");
        push("dead");
        push("alive");

        assertThat(json(call("GET", "/v1/counts")).path("fcm")).isEqualTo(JSON.readTree("""
                {"received":2,"accepted":1,"stalled":0,"disconnected":0,"reset":0,"rejected":{"404 UNREGISTERED":1},
                 "unprocessed":0}"""));

        assertThat(call("DELETE", "/v1/received").statusCode()).isEqualTo(204);
        assertThat(json(call("GET", "/v1/counts")).at("/fcm/received").asLong()).isZero();
    }

    @Test
    void latency_and_connections_are_changed_while_it_runs() throws Exception {
        assertThat(call("PUT", "/v1/latency", "{\"millis\":3}").statusCode()).isEqualTo(204);
        assertThat(call("PUT", "/v1/connections/apns", "{\"accept\":false}").statusCode())
                .isEqualTo(204);

        JsonNode health = json(call("GET", "/v1/health"));
        assertThat(health.path("latencyMillis").asLong()).isEqualTo(3);
        assertThat(health.at("/apns/accepting").asBoolean()).isFalse();

        call("PUT", "/v1/connections/apns", "{\"accept\":true}");
        assertThat(json(call("GET", "/v1/health")).at("/apns/accepting").asBoolean())
                .isTrue();
    }

    @Test
    void credentials_are_made_and_written_where_the_answer_says() throws Exception {
        HttpResponse<String> key = call(
                "POST", "/v1/apns/keys", "{\"teamId\":\"TEAM000005\",\"keyId\":\"KEY0000005\",\"topics\":[\"org.a\"]}");
        HttpResponse<String> made = call("POST", "/v1/fcm/service-accounts", "{\"projectId\":\"made-app\"}");

        assertThat(key.statusCode()).isEqualTo(201);
        assertThat(Files.readString(Path.of(json(key).path("file").asText()))).startsWith("-----BEGIN PRIVATE KEY");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Path.of(json(made).path("file").asText())).exists();
        assertThat(call("DELETE", "/v1/apns/keys/KEY0000005").statusCode()).isEqualTo(204);
        String email = json(made).path("clientEmail").asText();
        assertThat(call("DELETE", "/v1/fcm/service-accounts/" + email).statusCode())
                .isEqualTo(204);
    }

    @Test
    void a_certificate_is_issued_and_revoked() throws Exception {
        HttpResponse<String> made = call("POST", "/v1/apns/certificates", """
                {"name":"made","teamId":"TEAM000005","topics":["org.a"],"environment":"sandbox",
                 "expires":"2999-01-01T00:00:00Z"}""");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Path.of(json(made).path("file").asText())).exists();
        assertThat(json(made).path("password").asText()).isNotEmpty();
        assertThat(simulator.apns().certificates())
                .extracting(ApnsCertificateRegistration::environment)
                .containsExactly(ApnsEnvironment.SANDBOX);
        assertThat(call("DELETE", "/v1/apns/certificates/made").statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "/v1/apns/certificates/made").statusCode()).isEqualTo(404);
        assertThat(call("POST", "/v1/apns/certificates", "{\"name\":\"..\",\"teamId\":\"T\",\"topics\":[\"org.a\"]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void public_keys_of_credentials_made_elsewhere_are_registered() throws Exception {
        String apnsKey = JSON.createObjectNode()
                .put("teamId", "TEAM000006")
                .put("keyId", "KEY0000006")
                .put("publicKey", publicKey("EC", 256))
                .set("topics", JSON.createArrayNode().add("org.a"))
                .toString();
        String serviceAccount = JSON.createObjectNode()
                .put("projectId", "else-app")
                .put("clientEmail", "a@else-app.example")
                .put("privateKeyId", "1")
                .put("publicKey", publicKey("RSA", 2048))
                .toString();

        assertThat(call("POST", "/v1/apns/keys", apnsKey).statusCode()).isEqualTo(201);
        assertThat(call("POST", "/v1/fcm/service-accounts", serviceAccount).statusCode())
                .isEqualTo(201);
        assertThat(simulator.apns().removeKey("KEY0000006")).isTrue();
        assertThat(simulator.fcm().removeAccount("a@else-app.example")).isTrue();
    }

    @Test
    void device_tokens_are_registered_and_forgotten() throws Exception {
        assertThat(call("PUT", "/v1/apns/devices/aa01", "{\"topic\":\"org.a\",\"environment\":\"sandbox\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(call("PUT", "/v1/fcm/devices/device%3A9", "{\"projectId\":\"other-app\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(push("device:9").statusCode()).isEqualTo(403);
        assertThat(call("DELETE", "/v1/fcm/devices/device%3A9").statusCode()).isEqualTo(204);
        assertThat(push("device:9").statusCode()).isEqualTo(200);
        assertThat(call("DELETE", "/v1/apns/devices/aa01").statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "/v1/apns/devices/aa01").statusCode()).isEqualTo(404);
    }

    @Test
    void access_tokens_are_revoked() throws Exception {
        String token = fcm.accessToken(account, Instant.now());

        assertThat(call("DELETE", "/v1/fcm/access-tokens").statusCode()).isEqualTo(204);

        assertThat(fcm.push(PROJECT, token, message("one")).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> push(String token) {
        return fcm.push(PROJECT, fcm.accessToken(account, Instant.now()), message(token));
    }

    private static String message(String token) {
        return "{\"message\":{\"token\":\"" + token + "\"}}";
    }

    private static String publicKey(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return Pem.encode("PUBLIC KEY", generator.generateKeyPair().getPublic().getEncoded());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + simulator.controlPort() + path);
    }

    private static HttpResponse<String> call(String method, String path) throws Exception {
        return call(method, path, "");
    }

    private static HttpResponse<String> call(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (body.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("content-type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return CONTROL.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }
}
