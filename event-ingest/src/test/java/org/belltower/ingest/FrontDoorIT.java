package org.belltower.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.FrontDoor.NORTH;
import static org.belltower.ingest.FrontDoor.PATH;
import static org.belltower.ingest.FrontDoor.grade;
import static org.belltower.ingest.FrontDoor.newId;
import static org.belltower.ingest.FrontDoor.post;
import static org.belltower.ingest.FrontDoor.with;
import static org.belltower.ingest.cloudevents.ContentMode.BATCH;
import static org.belltower.ingest.cloudevents.ContentMode.BINARY;
import static org.belltower.ingest.cloudevents.ContentMode.STRUCTURED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.ingest.accept.kafka.ChangesTopic;
import org.belltower.ingest.cloudevents.ContentMode;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.Origin;
import org.belltower.model.change.Score;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
class FrontDoorIT {
    private static List<ChangeEvent> written(String... ids) {
        List<String> wanted = List.of(ids);
        return ChangesTopic.read(
                Backends.kafka(), event -> wanted.contains(event.id().id()));
    }

    private static void assertRefused(Response response, int status, String... fields) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        List<String> told = response.jsonPath().getList("errors.field");
        assertThat(told == null ? List.<String>of() : told).containsExactly(fields);
    }

    @Test
    void an_event_that_is_checked_is_answered_as_it_would_be_and_is_not_accepted() {
        String id = newId();
        assertThat(check(STRUCTURED, grade(id)).statusCode()).isEqualTo(200);
        assertRefused(check(STRUCTURED, grade(newId()).replace("/sis/north", "/sis/south")), 403, "source");
        Response batch = check(BATCH, "[" + grade(id) + "," + grade(newId()).replace("\"Q2\"", "\"\"") + "]");
        assertThat(batch.statusCode()).isEqualTo(200);
        assertThat(batch.jsonPath().<Integer>getList("status")).containsExactly(202, 400);
        assertThat(FrontDoor.anonymous()
                        .contentType(STRUCTURED.mediaType())
                        .body(grade(id))
                        .post(PATH + "/check")
                        .statusCode())
                .isEqualTo(401);
        assertThat(written(id)).isEmpty();
    }

    private static Response check(ContentMode mode, String body) {
        return with(NORTH)
                .contentType(mode.mediaType())
                .body(body.getBytes(UTF_8))
                .post(PATH + "/check");
    }

    @Test
    void I_9_an_event_answered_202_is_on_the_topic_under_the_tokens_district_and_client() {
        String id = newId();
        Response response = post(STRUCTURED, grade(id));
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.asString()).isEmpty();
        assertThat(written(id))
                .containsExactly(new ChangeEvent(
                        new DistrictId("north"),
                        new EventId("sis-north", "/sis/north/grades", id),
                        new EventOrder(Instant.parse("2026-11-20T12:00:00Z"), null),
                        Origin.LIVE,
                        new GradePosted(
                                new StudentId("s-1"),
                                new SchoolId("high"),
                                new CalendarId("high-2027"),
                                "math",
                                "Q2",
                                new Score.Percent(new BigDecimal("84.5")))));
    }

    @Test
    void an_event_in_binary_mode_is_the_same_event() {
        String id = newId();
        String structured = grade(id);
        Response response = with(NORTH)
                .contentType("application/json; charset=utf-8")
                .headers(Map.of(
                        "ce-specversion", "1.0",
                        "ce-id", id,
                        "ce-source", "%2Fsis/north/grades",
                        "ce-type", "org.belltower.grade-posted.v1",
                        "ce-time", "2026-11-20T12:00:00Z"))
                .body(structured.substring(structured.indexOf("\"data\":") + 7, structured.length() - 1))
                .post(PATH);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        post(STRUCTURED, structured);
        List<ChangeEvent> both = written(id);
        assertThat(both).hasSize(2);
        assertThat(both.get(0)).isEqualTo(both.get(1));
    }

    @Test
    void a_batch_answered_202_is_on_the_topic_in_order() {
        List<String> ids = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(newId());
            events.add(grade(ids.getLast()));
        }
        assertThat(post(BATCH, "[" + String.join(",", events) + "]").statusCode())
                .isEqualTo(202);
        assertThat(written(ids.toArray(String[]::new)))
                .extracting(event -> event.id().id())
                .isEqualTo(ids);
        assertThat(post(BATCH, "[]").statusCode()).isEqualTo(202);
    }

    @Test
    void of_a_batch_with_bad_items_the_good_ones_are_accepted_and_each_is_told_in_order() {
        String first = newId();
        String last = newId();
        String foreign = newId();
        Response response = post(
                BATCH,
                "[%s,%s,7,%s,%s]"
                        .formatted(
                                grade(first),
                                grade("no-time").replace("\"time\"", "\"when\""),
                                grade(foreign).replace("/sis/north", "/sis/south"),
                                grade(last)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getList("index")).containsExactly(0, 1, 2, 3, 4);
        assertThat(response.jsonPath().getList("status")).containsExactly(202, 400, 400, 403, 202);
        assertThat(response.jsonPath().getList("id")).containsExactly(first, "no-time", null, foreign, last);
        assertThat(response.jsonPath().getList("[1].problem.errors.field")).containsExactly("time");
        assertThat(response.jsonPath().getList("[3].problem.errors.field")).containsExactly("source");
        assertThat(written(first, "no-time", foreign, last))
                .extracting(event -> event.id().id())
                .containsExactly(first, last);
    }

    @Test
    void malformed_json_is_refused() {
        assertRefused(post(STRUCTURED, "{\"specversion\":"), 400);
        assertRefused(post(BATCH, "[" + grade("x") + ","), 400);
        assertRefused(post(BINARY, "{"), 400);
        assertRefused(post(STRUCTURED, ""), 400);
        assertRefused(post(STRUCTURED, "[".repeat(60_000)), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/cloudevents+avro",
                "application/json;charset=utf-16"
            })
    void a_wrong_content_type_is_refused(String contentType) {
        assertRefused(
                with(NORTH)
                        .contentType(contentType)
                        .body(grade("x").getBytes(UTF_8))
                        .post(PATH),
                415);
    }

    @Test
    void no_content_type_is_refused() {
        assertRefused(
                with(NORTH).body(grade("x").getBytes(UTF_8)).contentType("").post(PATH), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "time", "data"})
    void a_missing_attribute_is_refused_by_name(String attribute) throws Exception {
        ObjectNode event = (ObjectNode) JsonCodec.mapper().readTree(grade("x"));
        event.remove(attribute);
        assertRefused(post(STRUCTURED, event.toString()), 400, attribute);
    }

    @Test
    void an_unknown_type_is_refused_by_name() {
        assertRefused(post(STRUCTURED, grade("x").replace("posted.v1", "posted.v2")), 400, "type");
    }

    @Test
    void a_time_or_a_position_that_cannot_be_meant_is_refused_by_name() {
        assertRefused(post(STRUCTURED, grade("x").replace("2026-11-20T", "0000-01-01T")), 400, "time");
        String inexact = "\"generation\":9007199254740992,\"position\":9007199254740992,";
        assertRefused(
                post(STRUCTURED, grade("x").replace("\"time\"", inexact + "\"time\"")), 400, "generation", "position");
    }

    @Test
    void R12_I_9_a_foreign_district_is_refused_by_the_field_it_stands_in() {
        String id = newId();
        assertRefused(
                post(STRUCTURED, grade(id).replace("\"time\"", "\"district\":\"south\",\"time\"")), 403, "district");
        assertRefused(
                post(STRUCTURED, grade(id).replace("\"student\"", "\"district\":\"south\",\"student\"")),
                403,
                "data.district");
        assertThat(written(id)).isEmpty();
    }

    @Test
    void R12_I_9_a_foreign_source_is_refused_by_name() {
        String id = newId();
        assertRefused(post(STRUCTURED, grade(id).replace("/sis/north", "/sis/northwest")), 403, "source");
        assertRefused(post(NORTH.without("sources"), STRUCTURED, grade(id)), 403, "source");
        assertRefused(post(NORTH.claim("sources", "/sis/north"), STRUCTURED, grade(id)), 403, "source");
        assertThat(written(id)).isEmpty();
    }

    @Test
    void a_token_that_is_not_to_be_trusted_is_refused() {
        for (TokenRequest token : List.of(
                NORTH.expired(), NORTH.claim("aud", "another"), NORTH.without("aud"), NORTH.signedByAnother())) {
            Response response = post(token, STRUCTURED, grade("x"));
            assertRefused(response, 401);
            assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        assertRefused(
                FrontDoor.anonymous()
                        .header("Authorization", "Bearer none")
                        .contentType(STRUCTURED.mediaType())
                        .body(grade("x"))
                        .post(PATH),
                401);
    }

    @Test
    void a_token_that_lacks_a_right_or_a_claim_is_refused() {
        assertRefused(post(NORTH.without("scope"), STRUCTURED, grade("x")), 403);
        assertRefused(post(NORTH.scopes("roster.write", "events.writer"), STRUCTURED, grade("x")), 403);
        assertRefused(post(NORTH.without("district"), STRUCTURED, grade("x")), 403);
        assertRefused(post(NORTH.claim("district", "no rth/x"), STRUCTURED, grade("x")), 403);
        assertRefused(post(NORTH.claim("district", List.of("north")), STRUCTURED, grade("x")), 403);
        assertRefused(post(NORTH.without("azp"), STRUCTURED, grade("x")), 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/", "/v1", "/q/health", "/q/metrics", "/q/dev", "/nothing"})
    void nothing_answers_without_a_token(String path) {
        assertRefused(FrontDoor.anonymous().get(path), 401);
        assertRefused(FrontDoor.anonymous().body("{}").post(path), 401);
    }

    @Test
    void with_a_token_what_is_not_there_is_a_problem_too() {
        assertRefused(with(NORTH).get("/nothing"), 404);
        assertRefused(with(NORTH).get(PATH), 405);
        assertRefused(with(NORTH).delete(PATH), 405);
    }

    @Test
    void health_and_metrics_answer_without_a_token_on_their_own_port() {
        assertThat(FrontDoor.management("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(FrontDoor.management("/q/health/ready").jsonPath().getList("checks.name"))
                .containsExactlyInAnyOrder("kafka", "topics");
        post(STRUCTURED, grade(newId()));
        post(STRUCTURED, "{}");
        assertThat(FrontDoor.management("/q/metrics").asString())
                .contains("belltower_ingest_events_total{status=\"202\"}")
                .contains("belltower_ingest_events_total{status=\"400\"}")
                .contains("belltower_ingest_append_seconds_count")
                .contains("belltower_ingest_request_size_bytes_sum");
    }

    @Test
    void a_path_that_a_stranger_makes_up_is_never_in_the_metrics() {
        assertRefused(FrontDoor.anonymous().get("/Zaphod/secret"), 401);
        assertRefused(with(NORTH).get("/Zaphod/secret"), 404);
        post(STRUCTURED, "{}");
        assertThat(FrontDoor.management("/q/metrics").asString())
                .contains("uri=\"UNMATCHED\"")
                .containsPattern("http_server_requests_seconds_count\\{[^}]*status=\"400\",uri=\"/v1/events\"")
                .doesNotContain("Zaphod");
    }

    @Test
    void what_was_sent_is_never_in_a_problem() {
        String token = FrontDoor.token(NORTH);
        for (String secret : List.of("Zaphod", "Zaphod\\u0007", " Zaphod")) {
            for (String place : List.of("e-9", "/sis/north", "posted.v1", "2026-11-20", "84.50", "s-1")) {
                String body =
                        post(STRUCTURED, grade("e-9").replace(place, secret)).asString();
                assertThat(body).doesNotContain("Zaphod").doesNotContain(token.substring(0, 20));
            }
        }
        assertThat(post(NORTH.claim("district", "Zaphod X"), STRUCTURED, grade("x"))
                        .asString())
                .doesNotContain("Zaphod");
    }
}
