package org.belltower.registry.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many things of a roster at once, and its lists.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class RosterBulkIT {
    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);

    @Test
    void each_kind_comes_back_as_it_was_put() {
        north.settled();
        post(SampleRoster.ROSTER).body("items.status", everyItem(is(201)));

        list("sessions").body("items[0].id", equalTo("fall")).body("items[0].type", equalTo("TERM"));
        list("students")
                .body("items.id", contains("s-1", "s-2", "s-3"))
                .body("items[0].name", equalTo("Zoe"))
                .body("items[0].calendars", contains("high-2027"));
        list("guardians").body("items.name", contains("Eva"));
        list("relationships")
                .body("items.student", contains("s-1", "s-2"))
                .body("items.guardian", contains("g-1", "g-1"))
                .body("items.portal", contains(true, false))
                .body("items.notify", contains(false, true))
                .body("items[0].starts", equalTo("2026-08-01"));
        list("families").body("items[0].members", contains("g-1", "s-1"));
        list("classes").body("items[0].session", equalTo("fall")).body("items[0].calendar", nullValue());
        list("camps")
                .body("items[0].calendar", equalTo("high-2027"))
                .body("items[0].days.day", contains("2027-07-01", "2027-07-02"))
                .body("items[0].days.cancelled", contains(false, true));
        list("enrollments")
                .body("items[0].class", equalTo("swim"))
                .body("items[0].type", equalTo("SINGLE_DAY"))
                .body("items[0].drops", equalTo("2026-09-01"))
                .body("items[1].camp", equalTo("summer"));
        list("schools").body("items[0].zone", equalTo("America/Chicago"));
        list("calendars").body("items[0].year", equalTo(2027));
    }

    @Test
    void what_is_listed_is_what_can_be_put_again() {
        north.settled();
        post(SampleRoster.ROSTER);
        Map<String, String> kinds = Map.ofEntries(
                Map.entry("schools", "school"),
                Map.entry("calendars", "calendar"),
                Map.entry("sessions", "session"),
                Map.entry("students", "student"),
                Map.entry("guardians", "guardian"),
                Map.entry("relationships", "relationship"),
                Map.entry("families", "family"),
                Map.entry("classes", "class"),
                Map.entry("camps", "camp"),
                Map.entry("enrollments", "enrollment"));
        List<Map<String, Object>> items = new ArrayList<>();
        kinds.forEach((list, kind) -> {
            List<Map<String, Object>> rows = north.office().get("/v1/" + list).path("items");
            rows.forEach(row -> {
                Map<String, Object> item = new LinkedHashMap<>(row);
                item.put("op", "put");
                item.put("kind", kind);
                items.add(item);
            });
        });

        north.office()
                .body(Map.of("items", items))
                .post("/v1/roster")
                .then()
                .statusCode(200)
                .body("items", hasSize(14))
                .body("items.status", everyItem(is(204)));
    }

    @Test
    void a_roster_that_comes_again_publishes_nothing() {
        north.settled();
        post(SampleRoster.ROSTER).body("items.status", everyItem(is(201)));
        north.awaitPublished();
        int audiences = published.audiences("s-1").size();

        post(SampleRoster.ROSTER).body("items.status", everyItem(is(204)));
        north.awaitPublished();

        assertThat(published.audiences("s-1")).hasSize(audiences);
        assertThat(published.audience("s-1").members()).hasSize(2);
    }

    @Test
    void a_deleted_student_has_an_audience_of_nobody_and_a_deleted_guardian_is_in_none() {
        north.settled();
        post(SampleRoster.ROSTER);
        north.awaitPublished();

        post("""
                {"items": [{"op": "delete", "kind": "student", "id": "s-1"},
                           {"op": "delete", "kind": "guardian", "id": "g-1"}]}""").body("items.status", contains(200, 200));
        north.awaitPublished();

        assertThat(published.audience("s-1").members()).isEmpty();
        assertThat(published.audience("s-1").calendars()).isEmpty();
        assertThat(published.audience("s-2").members()).hasSize(1);
        list("enrollments").body("items.id", contains("e-2"));
        list("families").body("items[0].members", empty());
    }

    @Test
    void good_and_bad_items_are_answered_each_for_itself() {
        north.settled();

        post("""
                {"items": [
                  {"op": "put", "kind": "guardian", "id": "g-1"},
                  {"op": "put", "kind": "guardian", "id": "g-2", "name": 5},
                  {"op": "put", "kind": "student", "id": "g-1", "calendars": []},
                  {"op": "put", "kind": "class", "id": "c", "name": "Secret Club", "school": "none"},
                  {"op": "put", "kind": "guardian", "id": "g-3"},
                  {"op": "delete", "kind": "guardian", "id": "nobody"}
                ]}""")
                .body("items.status", contains(201, 400, 409, 400, 201, 204))
                .body("items.index", contains(0, 1, 2, 3, 4, 5))
                .body("items.kind", contains("guardian", "guardian", "student", "class", "guardian", "guardian"))
                .body("items[0].problem", nullValue())
                .body("items[1].problem.errors[0].field", equalTo("items[1].name"))
                .body("items[2].problem.errors[0].field", equalTo("items[2].id"))
                .body("items[3].problem.errors[0].field", equalTo("items[3].school"))
                .body("items[3].problem.status", equalTo(400))
                .body("items[3].problem.title", notNullValue())
                .body(not(containsString("Secret")));
        list("guardians").body("items.id", contains("g-1", "g-3"));
    }

    @Test
    void a_key_is_answered_once() {
        north.settled();
        String body = """
                {"items": [{"op": "put", "kind": "guardian", "id": "g-1"}]}""";

        Response first = keyed("night-1", body);
        Response again = keyed("night-1", body);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString()).contains("201");
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(keyed("night-2", body).asString()).contains("204");
        keyed("night-1", body.replace("g-1", "g-2"))
                .then()
                .statusCode(422)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo("Idempotency-Key"));
        keyed("x".repeat(256), body).then().statusCode(400).body("errors[0].field", equalTo("Idempotency-Key"));
        list("guardians").body("items.id", contains("g-1"));
    }

    @Test
    void another_districts_roster_is_neither_seen_nor_changed() {
        north.settled();
        south.settled();
        post(SampleRoster.ROSTER);

        south.office()
                .body("""
                        {"items": [
                          {"op": "put", "kind": "relationship", "student": "s-1", "guardian": "g-1", "portal": true,
                           "restricted": false},
                          {"op": "put", "kind": "class", "id": "swim", "name": "Ours", "school": "high"},
                          {"op": "put", "kind": "enrollment", "id": "e-1", "student": "s-1", "class": "swim",
                           "type": "ACTIVE"},
                          {"op": "delete", "kind": "student", "id": "s-1"}
                        ]}""")
                .post("/v1/roster")
                .then()
                .statusCode(200)
                .body("items.status", contains(400, 201, 400, 204));
        for (String name : List.of("students", "guardians", "relationships", "families", "camps", "enrollments")) {
            south.office().get("/v1/" + name).then().statusCode(200).body("items", empty());
        }
        list("classes").body("items[0].name", equalTo("Swimming"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                   | items
            {"items": {}}                        | items
            {"items": null}                      | items
            {"items": [], "district": "south"}   | ``
            []                                   | ``
            {"items": [{"x": 1e99999999999}]}    | ``
            """)
    void a_body_that_is_no_roster_is_refused(String body, String field) {
        north.settled();

        north.office()
                .body(body)
                .post("/v1/roster")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void a_thousand_items_are_taken_and_one_more_or_a_mebibyte_is_refused() {
        north.settled();

        post(guardians(1_000)).body("items", hasSize(1_000)).body("items.status", everyItem(is(201)));
        north.office()
                .body(guardians(1_001))
                .post("/v1/roster")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("items"));
        north.office()
                .body("{\"items\": []" + " ".repeat(1024 * 1024) + "}")
                .post("/v1/roster")
                .then()
                .statusCode(413)
                .contentType(Problem.MEDIA_TYPE);
        post("{\"items\": []}").body("items", empty());
    }

    @Test
    void who_may_only_read_changes_nothing() {
        north.settled();

        GivenDistrict.with(
                        TokenRequest.forClient("roster").scopes("roster.read").district(north.id.value()))
                .body(SampleRoster.ROSTER)
                .post("/v1/roster")
                .then()
                .statusCode(403);
        GivenDistrict.with(TokenRequest.forClient("roster").scopes("devices").district(north.id.value()))
                .get("/v1/families")
                .then()
                .statusCode(403);
    }

    private static String guardians(int count) {
        return IntStream.range(0, count)
                .mapToObj("{\"op\": \"put\", \"kind\": \"guardian\", \"id\": \"g-%d\"}"::formatted)
                .collect(Collectors.joining(",", "{\"items\": [", "]}"));
    }

    private Response keyed(String key, String body) {
        return north.office().header("Idempotency-Key", key).body(body).post("/v1/roster");
    }

    private ValidatableResponse post(String body) {
        return north.office().body(body).post("/v1/roster").then().statusCode(200);
    }

    private ValidatableResponse list(String name) {
        return north.office().get("/v1/" + name).then().statusCode(200).body("next", nullValue());
    }
}
