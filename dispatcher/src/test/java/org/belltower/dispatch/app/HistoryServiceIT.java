package org.belltower.dispatch.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.dispatch.history.GivenHistory.CLIENT;
import static org.belltower.dispatch.history.GivenHistory.SOURCE;
import static org.belltower.dispatch.history.GivenHistory.accepted;
import static org.belltower.dispatch.history.GivenHistory.decision;
import static org.belltower.dispatch.history.GivenHistory.pushed;
import static org.belltower.dispatch.history.GivenHistory.skipped;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Reason;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.KafkaRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole service, with its database: from the topics to whoever asks.
@SuppressWarnings("NullAway.Init") // Quarkus fills the address in.
@QuarkusTest
@QuarkusTestResource(
        value = BackendsResource.class,
        initArgs = @ResourceArg(name = "database", value = "dispatcher"),
        restrictToAnnotatedClass = true)
@QuarkusTestResource(SimulatorResource.class)
class HistoryServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Suite suite;

    @TestHTTPResource(value = "/health/ready", management = true)
    private URI ready;

    @TestHTTPResource(value = "/metrics", management = true)
    private URI metrics;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    private String database;

    private final DistrictId district = new DistrictId("district-" + UUID.randomUUID());
    private final Instant now = Instant.now();

    @BeforeAll
    static void open() {
        suite = new Suite(Backends.kafka());
    }

    @AfterAll
    static void close() {
        suite.close();
    }

    @BeforeEach
    void awaitReady() {
        await().atMost(Duration.ofSeconds(30)).until(() -> given().get(ready).statusCode() == 200);
    }

    private String program(String client, String... scopes) {
        return Backends.tokens()
                .mint(TokenRequest.forClient(client).district(district.value()).scopes(scopes));
    }

    private ValidatableResponse explain(String query) {
        return given().auth()
                .oauth2(program("office", "explanations.read"))
                .get("/v1/explanations?" + query)
                .then();
    }

    private ValidatableResponse asProducer(String path) {
        return given().auth()
                .oauth2(program(CLIENT, "events.write"))
                .get("/v1/events/" + path)
                .then();
    }

    private void write() {
        var decision = decision(district, "e-1", now, pushed(district, "e-1", 1), skipped(2, Reason.NOT_SUBSCRIBED));
        var outcome = accepted(district, "e-1", 1, now.plusMillis(3));
        suite.write(KafkaRecords.toProducerRecord(Topics.DECISIONS, MessageType.DECISION.encode(decision, now)));
        suite.write(KafkaRecords.toProducerRecord(Topics.OUTCOMES, MessageType.OUTCOME.encode(outcome, now)));
        var headers = KafkaRecords.headers(
                Map.of("ce_district", district.value(), "ce_client", CLIENT, "ce_source", SOURCE, "ce_id", "e-2"));
        suite.write(new DeadLetters("rules-evaluator")
                .of(
                        new RecordKey(district, "s-1").bytes(),
                        new byte[0],
                        headers,
                        new DeadLetters.Place(Topics.CHANGES.name(), 1, 5),
                        "score is required",
                        now));
        await().atMost(PATIENCE).untilAsserted(() -> explain("device=d-1").body("totals.byState.ACCEPTED", equalTo(1)));
        await().atMost(PATIENCE).untilAsserted(() -> asProducer("rejects").body("items.size()", equalTo(1)));
    }

    @Test
    void C2_staff_and_programs_hear_why_and_why_not_and_a_producer_in_counts() {
        write();

        explain("source=/sis/north&id=e-1")
                .statusCode(200)
                .body("items[0].student", equalTo("s-1"))
                .body("items[0].candidates.device", containsInAnyOrder("d-1", "d-2"))
                .body("items[0].candidates.state", containsInAnyOrder("ACCEPTED", "SKIPPED"))
                .body(
                        "items[0].candidates.find { it.device == 'd-2' }.reason.description",
                        equalTo(Reason.NOT_SUBSCRIBED.description()))
                .body("totals.candidates", equalTo(2))
                .body("totals.byState.SKIPPED", equalTo(1))
                .body("next", nullValue());
        explain("student=s-1").body("items.id", contains("e-1"));
        asProducer("status?source=/sis/north&id=e-1")
                .statusCode(200)
                .body("state", equalTo("DECIDED"))
                .body("decisions[0].candidates.candidates", equalTo(2))
                .body("decisions[0].candidates.byReason.reason", contains(nullValue(), equalTo("NOT_SUBSCRIBED")))
                .body(not(containsString("d-1")))
                .body(not(containsString("g-1")));
        asProducer("status?source=/sis/north&id=e-2")
                .body("state", equalTo("REJECTED"))
                .body("rejects[0].reason", equalTo("score is required"));
        asProducer("status?source=/sis/north&id=never").body("state", equalTo("UNKNOWN"));
        asProducer("rejects").body("items.id", contains("e-2"));

        given().auth()
                .oauth2(program("operator", "operations.read"))
                .get("/v1/status")
                .then()
                .body("history.lagSeconds", notNullValue())
                .body("history.lastKept", notNullValue());
        given().get(metrics)
                .then()
                .body(containsString("belltower_dispatch_history_lag"))
                .body(containsString("belltower_dispatch_history_kept_total{kind=\"decision\"}"));
    }

    @Test
    void I_9_another_district_and_another_client_hear_nothing_of_it() {
        write();
        String elsewhere = Backends.tokens()
                .mint(TokenRequest.forClient(CLIENT).district("elsewhere").scopes("explanations.read", "events.write"));
        for (String query : new String[] {"source=/sis/north&id=e-1", "device=d-1", "student=s-1"}) {
            given().auth()
                    .oauth2(elsewhere)
                    .get("/v1/explanations?" + query)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(0));
        }
        for (String token : new String[] {elsewhere, program("another", "events.write")}) {
            given().auth()
                    .oauth2(token)
                    .get("/v1/events/status?source=/sis/north&id=e-1")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("UNKNOWN"));
            given().auth().oauth2(token).get("/v1/events/rejects").then().body("items.size()", equalTo(0));
        }
    }

    @Test
    void who_asks_without_end_for_what_takes_long_is_turned_away_and_keeps_no_answer_from_another() throws Exception {
        write();
        try (Connection slow = Backends.databaseServer()
                        .administrator()
                        .connectTo(database)
                        .getConnection();
                Statement statement = slow.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            slow.setAutoCommit(false);
            boolean _ = statement.execute("LOCK TABLE history_reject");
            List<Future<Response>> asked = new ArrayList<>();
            for (int question = 0; question < 20; question++) {
                asked.add(threads.submit(() -> asProducer("rejects").extract().response()));
            }
            await().atMost(PATIENCE).until(() -> asked.stream().anyMatch(Future::isDone));

            explain("device=d-1").statusCode(200);

            slow.rollback();
            List<Integer> answers = new ArrayList<>();
            for (Future<Response> each : asked) {
                Response answer = each.get();
                answers.add(answer.statusCode());
                assertThat(answer.getHeader("Retry-After") == null).isEqualTo(answer.statusCode() == 200);
            }
            assertThat(answers).contains(200, 429).doesNotContain(503);
        }
    }

    @Test
    void A2_staff_read_explanations_by_the_right_that_their_group_has_now() {
        String staff = Backends.tokens()
                .mint(TokenRequest.forPerson("p-1", "office")
                        .district(district.value())
                        .groups("helpdesk")
                        .scopes("staff", "explanations.read", "events.write"));
        String path = "/v1/explanations?device=d-1";
        given().auth().oauth2(staff).get(path).then().statusCode(403);
        given().auth().oauth2(staff).get("/v1/events/rejects").then().statusCode(403);
        given().get(path).then().statusCode(401);
        given().auth().oauth2(program("sis", "events.write")).get(path).then().statusCode(403);

        suite.set(new RightsSettings(
                district,
                suite.nextVersion(),
                Map.of(new GroupId("helpdesk"), ToolRights.of(StaffTool.EXPLANATIONS, Right.READ))));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> given().auth().oauth2(staff).get(path).then().statusCode(200));
    }

    @ParameterizedTest
    @CsvSource({
        "explanations, source",
        "explanations?source=/sis, id",
        "explanations?device=d&student=s, student",
        "explanations?device=d&limit=0, limit",
        "explanations?device=d&from=yesterday, from",
        "explanations?device=d&from=2020-01-01T00:00:00Z, from",
        "explanations?device=d&after=x, after",
        "events/status?source=/sis, id",
        "events/status?id=e, source",
        "events/rejects?to=never, to",
    })
    void what_is_asked_wrongly_is_refused_by_name(String path, String field) {
        given().auth()
                .oauth2(program(CLIENT, "explanations.read", "events.write"))
                .get("/v1/" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void a_parameter_that_there_is_not_is_refused() {
        explain("device=d-1&devise=d-2").statusCode(400).body("detail", containsString("student"));
        asProducer("rejects?client=another").statusCode(400);
        asProducer("status?source=/a&id=b&client=another").statusCode(400);
    }
}
