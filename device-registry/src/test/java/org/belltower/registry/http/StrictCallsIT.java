package org.belltower.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A call that says something that nobody understands is refused, and never done in part: I-3, A9.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class StrictCallsIT {
    private final GivenDistrict north = new GivenDistrict();

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
    }

    @Test
    void A9_a_mistyped_last_day_leaves_no_right_open_for_ever() {
        refused(
                north.office()
                        .body("{\"portal\": true, \"restricted\": false, \"end\": \"2026-11-01\"}")
                        .put("/v1/students/s-1/guardians/g-1")
                        .then(),
                "end");
        north.office()
                .get("/v1/students/s-1/guardians/g-1")
                .then()
                .body("starts", equalTo("2026-08-01"))
                .body("$", not(hasKey("ends")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            students/s-1          | {"name": "Ana", "calendars": [], "active": false}              | active
            guardians/g-1         | {"nam": "Eva"}                                                 | nam
            push-notifications    | {"enabled": true, "until": "2026-11-01"}                       | until
            apps/family           | {"name": "F", "apns": {"topic": "a", "environment": "SANDBOX", "x": 1}} | apns.x
            apps/family           | {"name": "F", "not a word": 1}                                 | ``
            students/s-1          | {"calendars": ["nope"]}                                        | calendars[0]
            students/s-1          | {"calendars": ["high-2027", "nope", "neither"]}                | calendars[1]
            students/s-1          | {"calendars": ["high-2027", "high-2027", "nope"]}              | calendars[2]
            """)
    void a_field_that_is_not_known_is_refused_by_name(String path, String body, String field) {
        refused(north.office().body(body).put("/v1/" + path).then(), field);
    }

    @Test
    void an_app_is_told_the_key_that_is_no_category_and_may_bring_back_what_it_was_told() {
        refused(
                north.phone("g-1")
                        .body("{\"categories\": {\"GRADE\": {\"on\": true}}, \"detail\": false}")
                        .put("/v1/preferences")
                        .then(),
                "categories.GRADE");
        north.phone("g-1")
                .body("{\"categories\": {\"GRADES\": {\"on\": true, \"below\": 70}}, \"detail\": false}")
                .put("/v1/preferences")
                .then()
                .statusCode(200);
        String told = north.phone("g-1").get("/v1/preferences").asString();
        assertThat(told).contains("since", "belowSince", "unit");
        north.phone("g-1").body(told).put("/v1/preferences").then().statusCode(200);
    }

    @Test
    void what_is_told_of_one_device_may_be_brought_back_too() {
        String installation = "strict-" + north.id.value();
        north.signIn("g-1", installation, GivenDistrict.token(installation));
        north.choose("g-1", installation, "{\"GRADES\": {\"on\": true, \"below\": 70}}");
        String preferences = "/v1/devices/" + installation + "/preferences";
        String told = north.phone("g-1").get(preferences).asString();
        assertThat(told).contains("since", "belowSince", "unit");
        north.phone("g-1").body(told).put(preferences).then().statusCode(200);
        assertThat(north.phone("g-1").get(preferences).asString()).isEqualTo(told);
    }

    @Test
    void whoever_gives_rights_is_told_the_key_that_is_no_tool() {
        refused(
                north.program("rights.write")
                        .body("{\"PUSH_NOTIFICATION\": [\"READ\"]}")
                        .put("/v1/rights/office")
                        .then(),
                "PUSH_NOTIFICATION");
    }

    @Test
    void a_calendar_that_is_given_twice_counts_once() {
        north.put("/v1/students/s-1", "{\"calendars\": [\"high-2027\", \"high-2027\"]}");
        north.office().get("/v1/students/s-1").then().body("calendars", equalTo(List.of("high-2027")));
    }

    @Test
    void a_roster_names_the_calendar_too() {
        north.office()
                .body("""
                        {"items": [{"op": "put", "kind": "student", "id": "s-2", "calendars": ["high-2027", "nope"]}]}""")
                .post("/v1/roster")
                .then()
                .statusCode(200)
                .body("items[0].problem.errors[0].field", equalTo("items[0].calendars[1]"));
    }

    @Test
    void what_follows_a_semicolon_is_not_cut_off_an_id() {
        north.put("/v1/guardians/rosa", "{\"name\": \"Rosa\"}");
        for (String path : new String[] {"/v1/guardians/rosa;v=2", "/v1;a/guardians/rosa", "/v1/guardians/rosa;"}) {
            north.office()
                    .urlEncodingEnabled(false)
                    .body("{\"name\": \"Mallory\"}")
                    .put(path)
                    .then()
                    .statusCode(400)
                    .contentType(Problem.MEDIA_TYPE)
                    .body("title", equalTo("Bad Request"));
        }
        north.office().get("/v1/guardians/rosa").then().body("name", equalTo("Rosa"));
    }

    @Test
    void a_semicolon_that_is_a_part_of_an_id_or_of_a_query_is_one() {
        north.office()
                .urlEncodingEnabled(false)
                .body("{\"name\": \"Two\"}")
                .put("/v1/guardians/rosa%3Bv=2")
                .then()
                .statusCode(204);

        north.office().get("/v1/guardians").then().body("items.id", equalTo(List.of("g-1", "rosa;v=2")));
        north.office()
                .urlEncodingEnabled(false)
                .get("/v1/guardians?after=rosa%3Bu&limit=1")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of("rosa;v=2")));
    }

    @ParameterizedTest
    @CsvSource({
        "enrollments, type, zzz, SINGLE_DAY",
        "sessions, type, active, SEMESTER",
        "audit, actorKind, x, database",
        "audit, subjectKind, x, session-cutoff"
    })
    void a_filter_by_what_there_cannot_be_is_told_what_there_may_be(
            String list, String parameter, String value, String among) {
        ValidatableResponse answer = north.program("roster.read", "audit.read")
                .queryParam(parameter, value)
                .get("/v1/" + list)
                .then();
        refused(answer, parameter);
        answer.body("detail", containsString(among));
        north.program("roster.read", "audit.read")
                .queryParam(parameter, among)
                .get("/v1/" + list)
                .then()
                .statusCode(200);
    }

    @Test
    void a_key_that_is_empty_is_none_by_which_a_call_is_done_once() {
        for (String key : new String[] {"", " "}) {
            refused(
                    north.office()
                            .header("Idempotency-Key", key)
                            .body("{\"items\": [{\"op\": \"put\", \"kind\": \"guardian\", \"id\": \"g-2\"}]}")
                            .post("/v1/roster")
                            .then(),
                    "Idempotency-Key");
        }
        north.office().get("/v1/guardians/g-2").then().statusCode(404);
    }

    private static void refused(ValidatableResponse answer, String field) {
        answer.statusCode(400).contentType(Problem.MEDIA_TYPE).body("errors[0].field", equalTo(field));
    }
}
