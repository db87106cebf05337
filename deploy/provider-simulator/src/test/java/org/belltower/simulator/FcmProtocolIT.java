package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FcmProtocolIT {

    private static final String PROJECT = "family-app";
    private static final String MESSAGE =
            "{\"message\":{\"token\":\"device:1\",\"notification\":{\"title\":\"Hello\"}}}";
    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";

    @TempDir
    private static Path folder;

    private static ProviderSimulator simulator;
    private static ServiceAccount account;
    private static FcmClient client;

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        account = simulator.credentials().serviceAccount(PROJECT);
        client = new FcmClient(simulator, Clients.http2(simulator));
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

    @Test
    void a_device_token_of_another_project_is_a_sender_mismatch() {
        simulator.fcm().registerDevice("device:other", "other-app");

        HttpResponse<String> response =
                client.push(PROJECT, token(), "{\"message\":{\"token\":\"device:other\",\"data\":{}}}");

        assertError(response, 403, "PERMISSION_DENIED");
        assertThat(errorCode(response)).isEqualTo("SENDER_ID_MISMATCH");
    }

    @Test
    void an_unknown_device_token_is_unregistered_where_only_known_ones_are_taken(@TempDir Path own) {
        try (ProviderSimulator strict =
                ProviderSimulator.start(SimulatorConfig.in(own).withKnownTokensOnly())) {
            ServiceAccount strictAccount = strict.credentials().serviceAccount(PROJECT);
            FcmClient sender = new FcmClient(strict, Clients.http2(strict));
            String token = sender.accessToken(strictAccount, Instant.now());
            strict.fcm().registerDevice("known", PROJECT);

            HttpResponse<String> unknown = sender.push(PROJECT, token, MESSAGE);
            HttpResponse<String> known = sender.push(PROJECT, token, "{\"message\":{\"token\":\"known\"}}");

            assertError(unknown, 404, "NOT_FOUND");
            assertThat(errorCode(unknown)).isEqualTo("UNREGISTERED");
            assertThat(known.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello                                                                   |
            []                                                                      |
            {}                                                                      | message
            {"message":{}}                                                          | message
            {"message":{"token":""}}                                                | message.token
            {"message":{"token":7}}                                                 | message.token
            {"message":{"token":"t","topic":"x"}}                                   | message
            {"message":{"topic":"x"}}                                               | message.token
            {"message":{"token":"t","data":{"n":1}}}                                | message.data[0].value
            {"message":{"token":"t","data":{"from":"x"}}}                           | message.data
            {"message":{"token":"t","data":[]}}                                     | message.data
            {"message":{"token":"t","sound":"x"}}                                   | message
            {"message":{"token":"t","notification":{"text":"x"}}}                   | message.notification
            {"message":{"token":"t","notification":"x"}}                            | message.notification
            {"message":{"token":"t","android":{"tag":"x"}}}                         | message.android
            {"message":{"token":"t","android":{"notification":{"text":"x"}}}}       | message.android.notification
            {"message":{"token":"t","android":{"priority":"loud"}}}                 | message.android.priority
            {"message":{"token":"t","android":{"ttl":"3600"}}}                      | message.android.ttl
            {"message":{"token":"t","android":{"ttl":"2419201s"}}}                  | message.android.ttl
            {"message":{"token":"no such token"}}                                   | message.token
            {"message":{"token":"t"},"dry":true}                                    | ''
            """)
    void a_malformed_message_is_an_invalid_argument_that_names_the_field(String message, @Nullable String field) {
        HttpResponse<String> response = client.push(PROJECT, token(), message);

        assertError(response, 400, "INVALID_ARGUMENT");
        assertThat(errorCode(response)).isEqualTo("INVALID_ARGUMENT");
        JsonNode violation = error(response).at("/details/1/fieldViolations/0");
        if (field == null) {
            assertThat(violation.isMissingNode()).isTrue();
        } else {
            assertThat(violation.path("field").asText()).isEqualTo(field);
        }
    }

    @Test
    void data_and_notification_together_have_at_most_4096_bytes() {
        HttpResponse<String> largest = client.push(PROJECT, token(), message(4096));
        HttpResponse<String> larger = client.push(PROJECT, token(), message(4097));

        assertThat(largest.statusCode()).isEqualTo(200);
        assertError(larger, 400, "INVALID_ARGUMENT");
        assertThat(error(larger).path("message").asText()).isEqualTo("Android message is too big");
    }

    @Test
    void a_body_beyond_all_reason_is_refused_and_recorded_in_part() {
        HttpResponse<String> response = client.push(PROJECT, token(), message(1_000_000));

        assertError(response, 400, "INVALID_ARGUMENT");
        String kept = simulator.received().all().getFirst().payload();
        assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSize(64 * 1024);
    }

    @Test
    void names_in_camel_case_are_good_too() {
        HttpResponse<String> response = client.push(
                PROJECT,
                token(),
                "{\"validateOnly\":false,\"message\":{\"token\":\"t\",\"android\":{\"collapseKey\":\"c\",\"directBootOk\":true}}}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(simulator.received().all().getFirst().collapseId()).isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource({"/v1/projects/family-app/messages", "/v1/projects//messages:send", "/v1/projects/a/b/messages:send", "/"
    })
    void any_other_path_is_not_found(String path) {
        HttpRequest request = HttpRequest.newBuilder(client.uri(path))
                .header("authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.ofString(MESSAGE))
                .build();

        assertError(client.send(request), 404, "NOT_FOUND");
    }

    @Test
    void what_is_no_post_carries_no_push_and_is_not_recorded() {
        HttpRequest request = HttpRequest.newBuilder(client.uri("/")).GET().build();

        assertError(client.send(request), 404, "NOT_FOUND");
        assertThat(simulator.received().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404, UNREGISTERED, NOT_FOUND",
        "400, INVALID_ARGUMENT, INVALID_ARGUMENT",
        "403, SENDER_ID_MISMATCH, PERMISSION_DENIED",
        "429, QUOTA_EXCEEDED, RESOURCE_EXHAUSTED",
        "503, UNAVAILABLE, UNAVAILABLE",
        "500, INTERNAL, INTERNAL",
        "401, THIRD_PARTY_AUTH_ERROR, UNAUTHENTICATED"
    })
    void every_error_of_fcm_can_be_scripted_for_a_token(int status, String code, String name) {
        simulator
                .script()
                .add(Rule.when(Match.token("device:1"))
                        .reply(Reply.reject(status, code).withHeader("retry-after", "12")));

        HttpResponse<String> response = client.push(PROJECT, token(), MESSAGE);

        assertError(response, status, name);
        assertThat(errorCode(response)).isEqualTo(code);
        assertThat(response.headers().firstValue("retry-after")).contains("12");
    }

    @Test
    void a_scripted_invalid_argument_names_the_token_only_if_the_script_does() {
        Reply.Reject bare = Reply.reject(400, "INVALID_ARGUMENT");
        simulator.script().add(Rule.when(Match.token("bare")).reply(bare));
        simulator.script().add(Rule.when(Match.token("named")).reply(bare.naming("message.token")));

        JsonNode first = error(client.push(PROJECT, token(), "{\"message\":{\"token\":\"bare\"}}"));
        JsonNode second = error(client.push(PROJECT, token(), "{\"message\":{\"token\":\"named\"}}"));

        assertThat(first.path("details")).hasSize(1);
        assertThat(second.at("/details/1/fieldViolations/0/field").asText()).isEqualTo("message.token");
    }

    @ParameterizedTest
    @CsvSource({"MESSAGE, Message", "DEVICE_MESSAGE, Device message", "TOPIC_MESSAGE, Topic message"})
    void a_scripted_quota_is_named_in_the_details_only_if_the_script_does(Reply.Quota quota, String named) {
        Reply.Reject bare = Reply.reject(429, "QUOTA_EXCEEDED");
        simulator.script().add(Rule.when(Match.token("bare")).reply(bare));
        simulator.script().add(Rule.when(Match.token("named")).reply(bare.over(quota)));

        JsonNode first = error(client.push(PROJECT, token(), "{\"message\":{\"token\":\"bare\"}}"));
        JsonNode second = error(client.push(PROJECT, token(), "{\"message\":{\"token\":\"named\"}}"));

        assertThat(first.path("details")).hasSize(1);
        assertThat(second.at("/details/0/errorCode").asText()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(second.at("/details/1/@type").asText()).isEqualTo("type.googleapis.com/google.rpc.QuotaFailure");
        assertThat(second.at("/details/1/violations/0/description").asText()).isEqualTo(named + " rate exceeded");
    }

    @Test
    void the_errors_of_the_front_end_can_be_scripted_and_carry_no_detail_of_fcm() {
        simulator.script().add(Rule.when(Match.app(PROJECT)).reply(Reply.reject(401, "UNAUTHENTICATED")));

        HttpResponse<String> response = client.push(PROJECT, token(), MESSAGE);

        assertError(response, 401, "UNAUTHENTICATED");
        assertThat(error(response).has("details")).isFalse();
    }

    private static String token() {
        return client.accessToken(account, Instant.now());
    }

    /// Data and notification have so many bytes, names and values together.
    private static String message(int bytes) {
        return "{\"message\":{\"token\":\"t\",\"notification\":{\"title\":\"é\"},\"data\":{\"k\":\""
                + "x".repeat(bytes - "titlek".length() - 2) + "\"}}}";
    }

    private static void assertError(HttpResponse<String> response, int status, String name) {
        assertThat(error(response).path("status").asText()).isEqualTo(name);
        assertThat(error(response).path("code").asInt()).isEqualTo(status);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static JsonNode error(HttpResponse<String> response) {
        return FcmClient.json(response).path("error");
    }

    private static String errorCode(HttpResponse<String> response) {
        JsonNode detail = error(response).path("details").path(0);
        assertThat(detail.path("@type").asText()).isEqualTo(FCM_ERROR);
        return detail.path("errorCode").asText();
    }
}
