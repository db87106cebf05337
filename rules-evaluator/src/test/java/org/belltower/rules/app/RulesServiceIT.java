package org.belltower.rules.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.rules.Given.ANAS_PHONE;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.event;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.scored;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.StudentId;
import org.belltower.model.change.Origin;
import org.belltower.model.push.Push;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.rules.streams.Wire;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The service as it runs: real Kafka, real tokens.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
class RulesServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void the_service_is_ready() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> given().get(management("health/ready")).then().statusCode(200));
    }

    @Test
    void a_change_on_kafka_becomes_pushes_on_kafka() {
        try (Wire wire = new Wire(Backends.kafka(), Topics.PUSH_ALERTS)) {
            for (Settings settings : List.of(district(), school(), calendar())) {
                wire.write(Topics.SETTINGS, MessageType.SETTINGS.encode(settings, NOON));
            }
            wire.write(Topics.AUDIENCE, MessageType.AUDIENCE.encode(audience(), NOON));
            wire.flush();
            // Settings come by another way than changes: wait until all three have been read.
            await().atMost(PATIENCE).until(() -> settingsRead() == 3);
            wire.write(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), Instant.now())));

            List<Push> pushes = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                wire.read().forEach(record -> pushes.add(Wire.decode(record, MessageType.PUSH)));
                return pushes.size() >= 2;
            });
            assertThat(pushes).extracting(Push::device).containsExactlyInAnyOrder(ANAS_PHONE, MUMS_PHONE);
            assertThat(metric("belltower_rules_candidates_total{reason=\"none\",result=\"pushed\"}"))
                    .isEqualTo(2);
        }
    }

    @Test
    void what_is_decided_stands_in_the_metrics_by_reason() {
        try (Wire wire = new Wire(Backends.kafka(), Topics.DECISIONS)) {
            String decided = "belltower_rules_decisions_total{reason=\"not-live\"}";
            String buried = "belltower_rules_dead_letters_total{topic=\"belltower.changes.v1\"}";
            double decidedBefore = metric(decided);
            double buriedBefore = metric(buried);
            WireRecord snapshot =
                    ChangeCodec.encode(event(scored("85", new StudentId("nobody-knows")), NOON, Origin.SNAPSHOT));
            wire.write(Topics.CHANGES, snapshot);
            wire.write(Topics.CHANGES, WireRecord.tombstone(snapshot.key()));
            wire.flush();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(metric(decided)).isEqualTo(decidedBefore + 1);
                assertThat(metric(buried)).isEqualTo(buriedBefore + 1);
            });
            given().get(management("metrics"))
                    .then()
                    .body(containsString("kafka_stream_thread_process_total"))
                    .body(not(containsString("nobody-knows")));
        }
    }

    /// 0 if it is not there.
    private static double metric(String name) {
        return given().get(management("metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    @Test
    void the_status_needs_a_token_with_the_right() {
        given().get("/v1/status")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("status", equalTo(401));
        given().auth()
                .oauth2(token(operator().expired()))
                .get("/v1/status")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(token(operator().signedByAnother()))
                .get("/v1/status")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(token(TokenRequest.forClient("sis").district("north").scopes("events.write")))
                .get("/v1/status")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(token(operator()))
                .get("/v1/status")
                .then()
                .statusCode(200)
                .body("topology", equalTo("RUNNING"));
    }

    @Test
    void only_the_openapi_document_answers_without_a_token_beside_health_and_metrics() {
        given().get("/q/openapi").then().statusCode(200);
        given().get(management("metrics")).then().statusCode(200);
        given().get("/v1/unknown").then().statusCode(401).contentType("application/problem+json");
        given().get(management("health/live")).then().statusCode(200).body("status", notNullValue());
    }

    private static long settingsRead() {
        return given()
                .auth()
                .oauth2(token(operator()))
                .get("/v1/status")
                .jsonPath()
                .getMap("settings", String.class, Long.class)
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static TokenRequest operator() {
        return TokenRequest.forClient("console").district("north").scopes("operations.read");
    }

    private static String token(TokenRequest request) {
        return Backends.tokens().mint(request);
    }

    private static String management(String path) {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return "http://127.0.0.1:" + port + "/q/" + path;
    }
}
