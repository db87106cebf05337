package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlProblemsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private static ProviderSimulator simulator;
    private static final HttpClient CONTROL = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /v1/rules                | hello                                                                                       | 400 |
            POST   | /v1/rules                | []                                                                                          | 400 |
            POST   | /v1/rules                | {"reply":{"type":"accept"}}                                                                 | 400 | match
            POST   | /v1/rules                | {"match":{}}                                                                                | 400 | reply
            POST   | /v1/rules                | {"match":{"token":" "},"reply":{"type":"accept"}}                                           | 400 | match.token
            POST   | /v1/rules                | {"match":{"token":"a","app":"b"},"reply":{"type":"accept"}}                                 | 400 | match
            POST   | /v1/rules                | {"match":{"provider":"gcm"},"reply":{"type":"accept"}}                                      | 400 | match.provider
            POST   | /v1/rules                | {"match":{"topic":"b"},"reply":{"type":"accept"}}                                           | 400 | match.topic
            POST   | /v1/rules                | {"match":{},"reply":{"type":"explode"}}                                                     | 400 | reply.type
            POST   | /v1/rules                | {"match":{},"reply":{"type":"reject","status":200,"reason":"x"}}                            | 400 | reply.status
            POST   | /v1/rules                | {"match":{},"reply":{"type":"reject","status":410}}                                         | 400 | reply.reason
            POST   | /v1/rules                | {"match":{},"reply":{"type":"reject","status":410,"reason":"x","timestamp":"soon"}}         | 400 | reply.timestamp
            POST   | /v1/rules                | {"match":{},"reply":{"type":"reject","status":503,"reason":"x","headers":{"A":"1"}}}        | 400 | reply.headers
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"times":0}                                             | 400 | times
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"latencyMillis":"x"}                                   | 400 | latencyMillis
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"often":true}                                          | 400 | often
            POST   | /v1/rules                | {"match":{"accessTokens":true,"app":"b"},"reply":{"type":"stall"}}                          | 400 | match
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"share":0}                                             | 400 | share
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"share":"x"}                                           | 400 | share
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"share":0.5,"shareOf":"phones"}                        | 400 | shareOf
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"above":{}}                                            | 400 | above.pushes
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"above":{"pushes":1,"per":"x"}}                        | 400 | above.per
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"above":{"pushes":1,"withinMillis":0}}                 | 400 | above.withinMillis
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"latency":{"type":"normal"}}                           | 400 | latency.type
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"latency":{"type":"uniform","fromMillis":5,"toMillis":4}} | 400 | latency.toMillis
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"latency":{"type":"lognormal","medianMillis":0,"p99Millis":4}} | 400 | latency.medianMillis
            POST   | /v1/rules                | {"match":{},"reply":{"type":"stall"},"latencyMillis":1,"latency":{"type":"fixed","millis":1}} | 400 | latency
            POST   | /v1/rules                | {"match":{},"reply":{"type":"accept"},"drip":{"bytes":0,"everyMillis":5}}                   | 400 | drip.bytes
            POST   | /v1/rules                | {"match":{},"reply":{"type":"reset"}}                                                       | 400 | reply.errorCode
            POST   | /v1/rules                | {"match":{},"reply":{"type":"reset","errorCode":7}}                                         | 400 | reply.errorCode
            POST   | /v1/rules                | {"match":{},"reply":{"type":"verbatim","status":199}}                                       | 400 | reply.status
            POST   | /v1/rules                | {"match":{},"reply":{"type":"verbatim","status":502,"headers":{"A":"1"}}}                   | 400 | reply.headers
            POST   | /v1/rules                | {"match":{},"reply":{"type":"verbatim","status":502,"body":5}}                              | 400 | reply.body
            PUT    | /v1/latency              | {"type":"uniform","fromMillis":1}                                                           | 400 | toMillis
            POST   | /v1/connections/apns/goaway | {"everyMillis":0}                                                                        | 400 | everyMillis
            POST   | /v1/connections/apns/goaway | {"unprocessed":-1}                                                                       | 400 | unprocessed
            POST   | /v1/connections/gcm/goaway | {}                                                                                        | 400 | provider
            PUT    | /v1/connections/apns/streams | {"streams":0}                                                                           | 400 | streams
            PUT    | /v1/connections/apns/streams | {"streams":1,"oneAfterDeadToken":3}                                                     | 400 | oneAfterDeadToken
            PUT    | /v1/connections/apns/greeting | {"greeting":"hello"}                                                                   | 400 | greeting
            PUT    | /v1/connections/apns/greeting | {"greeting":"no-tls","times":0}                                                        | 400 | times
            PUT    | /v1/connections/apns/flow | {"flow":"drip","bytes":1}                                                                  | 400 | everyMillis
            PUT    | /v1/connections/apns/flow | {"flow":"ebb"}                                                                             | 400 | flow
            GET    | /v1/ledger?since=-1      |                                                                                             | 400 | since
            PUT    | /v1/latency              | {"millis":-1}                                                                               | 400 | millis
            PUT    | /v1/connections/gcm      | {"accept":true}                                                                             | 400 | provider
            PUT    | /v1/connections/fcm      | {"accept":"yes"}                                                                            | 400 | accept
            GET    | /v1/received?limit=0     |                                                                                             | 400 | limit
            GET    | /v1/received?since=x     |                                                                                             | 400 | since
            GET    | /v1/received?provider=x  |                                                                                             | 400 | provider
            POST   | /v1/apns/keys            | {"teamId":"T","keyId":"K","topics":["a b"]}                                                 | 400 | keyId
            POST   | /v1/apns/keys            | {"teamId":"T","keyId":"K","topics":"a"}                                                     | 400 | topics
            POST   | /v1/apns/keys            | {"teamId":"T","keyId":"K","topics":[],"publicKey":"x"}                                      | 400 | publicKey
            PUT    | /v1/apns/devices/xyz     | {"topic":"a"}                                                                               | 400 | token
            PUT    | /v1/apns/devices/aa      | {"topic":"a","environment":"moon"}                                                          | 400 | environment
            POST   | /v1/fcm/service-accounts | {"projectId":"../x"}                                                                        | 400 | projectId
            POST   | /v1/fcm/service-accounts | {"projectId":"x","publicKey":"y"}                                                           | 400 | clientEmail
            DELETE | /v1/apns/keys/none       |                                                                                             | 404 |
            GET    | /v1/nothing              |                                                                                             | 404 |
            GET    | /v1/latency              |                                                                                             | 405 |
            """)
    void a_bad_request_is_a_problem_that_names_the_field(
            String method, String path, @Nullable String body, int status, @Nullable String field) throws Exception {
        HttpResponse<String> response = call(method, path, body == null ? "" : body);

        assertThat(json(response).at("/errors/0/field").asText("")).isEqualTo(field == null ? "" : field);
        assertThat(json(response).path("status").asInt()).isEqualTo(status);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void a_body_that_is_not_declared_as_json_is_refused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/latency"))
                .header("content-type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"millis\":1}"))
                .build();

        assertThat(CONTROL.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_refused() throws Exception {
        assertThat(call("PUT", "/v1/latency", " ".repeat(1024 * 1024 + 1)).statusCode())
                .isEqualTo(413);
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + simulator.controlPort() + path);
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
