package org.belltower.registry.roster;

import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.Charset;
import java.util.List;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class RosterIT {
    private final GivenDistrict north = new GivenDistrict();

    @Test
    void what_is_put_is_what_is_found() {
        north.settled().family("s-1", "g-1");

        north.office()
                .get("/v1/district")
                .then()
                .statusCode(200)
                .body("name", equalTo("North"))
                .body("foodService", equalTo(false))
                .body("activeYear", equalTo(2027));
        north.office()
                .get("/v1/schools/high")
                .then()
                .body("zone", equalTo("America/Chicago"))
                .body("displayOptions", contains("GRADES", "ATTENDANCE"))
                .body("contactPreferences", contains("GRADES"));
        north.office()
                .get("/v1/calendars/high-2027")
                .then()
                .body("school", equalTo("high"))
                .body("starts", equalTo("2026-08-17"))
                .body("ends", equalTo("2027-06-04"))
                .body("excluded", equalTo(false));
        north.office()
                .get("/v1/students/s-1")
                .then()
                .body("name", equalTo("Ana"))
                .body("calendars", contains("high-2027"));
        north.office().get("/v1/guardians/g-1").then().statusCode(200).body("name", nullValue());
        north.office()
                .get("/v1/students/s-1/guardians/g-1")
                .then()
                .body("portal", equalTo(true))
                .body("starts", equalTo("2026-08-01"))
                .body("ends", nullValue());
        north.office()
                .get("/v1/apps/family")
                .then()
                .body("apns.topic", equalTo("org.belltower.family"))
                .body("fcm.project", equalTo("family"));
    }

    @Test
    void a_put_replaces() {
        north.settled().family("s-1", "g-1");
        north.put("/v1/students/s-1", "{\"calendars\": []}");
        north.put("/v1/apps/family", "{\"name\": \"Family\"}");
        north.put(
                "/v1/students/s-1/guardians/g-1",
                "{\"portal\": false, \"restricted\": true, \"ends\": \"2026-12-31\"}");

        north.office().get("/v1/students/s-1").then().body("name", nullValue()).body("calendars", equalTo(List.of()));
        north.office().get("/v1/apps/family").then().body("apns", nullValue()).body("fcm", nullValue());
        north.office()
                .get("/v1/students/s-1/guardians/g-1")
                .then()
                .body("portal", equalTo(false))
                .body("restricted", equalTo(true))
                .body("starts", nullValue())
                .body("ends", equalTo("2026-12-31"));
    }

    @Test
    void collections_come_in_pages_by_id() {
        north.settled();
        for (String id : new String[] {"a", "B", "c", "d/e"}) {
            north.office()
                    .pathParam("id", id)
                    .body("{\"calendars\": []}")
                    .put("/v1/students/{id}")
                    .then()
                    .statusCode(204);
        }

        north.office()
                .get("/v1/students?limit=2")
                .then()
                .statusCode(200)
                .body("items.id", contains("B", "a"))
                .body("next", equalTo("a"));
        north.office()
                .get("/v1/students?limit=2&after=a")
                .then()
                .body("items.id", contains("c", "d/e"))
                .body("next", nullValue());
        for (String path : new String[] {"schools", "calendars", "apps", "guardians"}) {
            north.office().get("/v1/" + path).then().statusCode(200).body("next", nullValue());
        }
        north.family("a", "g-1");
        north.office()
                .get("/v1/students/a/guardians")
                .then()
                .body("items", aMapWithSize(1))
                .body("items", hasKey("g-1"));
    }

    @Test
    void ending_a_relationship_twice_is_no_failure() {
        north.settled().family("s-1", "g-1");

        north.office().delete("/v1/students/s-1/guardians/g-1").then().statusCode(204);
        north.office().delete("/v1/students/s-1/guardians/g-1").then().statusCode(204);
        north.office()
                .get("/v1/students/s-1/guardians/g-1")
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void students_and_guardians_share_one_space_of_ids() {
        north.settled().family("s-1", "g-1");

        north.office()
                .body("{}")
                .put("/v1/guardians/s-1")
                .then()
                .statusCode(409)
                .body("errors[0].field", equalTo("id"));
        north.office()
                .body("{\"calendars\": []}")
                .put("/v1/students/g-1")
                .then()
                .statusCode(409);
        north.office().get("/v1/guardians/s-1").then().statusCode(404);
        north.office()
                .body("{\"portal\": true, \"restricted\": false}")
                .put("/v1/students/s-1/guardians/s-1")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("guardian"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /v1/district         | {"foodService": true, "activeYear": 2027}                                        | name
            /v1/district         | {"name": " ", "foodService": true, "activeYear": 2027}                           | name
            /v1/district         | {"name": "N", "foodService": true, "activeYear": 27}                             | activeYear
            /v1/district         | {"name": "N", "notifications": false, "foodService": true, "activeYear": 2027}   | notifications
            /v1/district         | {"name": "N", "foodService": "perhaps", "activeYear": 2027}                      | foodService
            /v1/push-notifications | {}                                                                             | enabled
            /v1/push-notifications | {"enabled": "perhaps"}                                                         | enabled
            /v1/schools/high/display-options | {}                                                                   | displayOptions
            /v1/schools/high/display-options | {"displayOptions": ["SWIMMING"]}                                     | displayOptions[0]
            /v1/schools/high/contact-preferences | {"contactPreferences": null}                                     | contactPreferences
            /v1/schools/high/contact-preferences | {"contactPreferences": [null]}                                   | contactPreferences[0]
            /v1/schools/x        | {"name": "X", "zone": "Mars/Base", "displayOptions": [], "contactPreferences": []} | zone
            /v1/schools/x        | {"name": "X", "zone": "UTC", "displayOptions": ["SWIMMING"], "contactPreferences": []} | displayOptions[0]
            /v1/schools/x        | {"name": "X", "zone": "UTC", "displayOptions": [], "contactPreferences": ["FOOD"]} | contactPreferences[0]
            /v1/schools/x        | {"name": "X", "zone": "UTC", "contactPreferences": [null]}                       | contactPreferences[0]
            /v1/calendars/x      | {"school": "none", "year": 2027, "starts": "2026-08-01", "ends": "2027-06-01", "excluded": false} | school
            /v1/calendars/x      | {"school": "high", "year": 2027, "starts": "2027-08-01", "ends": "2027-06-01", "excluded": false} | ends
            /v1/calendars/x      | {"school": "high", "year": 2027, "starts": "yesterday", "ends": "2027-06-01", "excluded": false} | starts
            /v1/students/x       | {"calendars": ["none"]}                                                          | calendars[0]
            /v1/students/x       | {"calendars": [null]}                                                            | calendars[0]
            /v1/students/x       | {}                                                                               | calendars
            /v1/guardians/x      | {"name": "a\\u0000b"}                                                            | name
            /v1/students/s-1/guardians/none | {"portal": true, "restricted": false}                                 | guardian
            /v1/students/none/guardians/g-1 | {"portal": true, "restricted": false}                                 | student
            /v1/students/s-1/guardians/g-1  | {"portal": true, "restricted": false, "starts": "2027-01-02", "ends": "2027-01-01"} | ends
            /v1/students/s-1/guardians/g-1  | {"restricted": false}                                                 | portal
            /v1/students/s-1/guardians/g-1  | {"portal": 2, "restricted": false}                                    | portal
            /v1/students/s-1/guardians/g-1  | {"portal": true, "restricted": false, "ends": ""}                     | ends
            /v1/students/s-1/guardians/g-1  | {"portal": true, "restricted": false, "ends": 20000}                  | ends
            /v1/students/s-1/guardians/g-1  | {"portal": true, "restricted": false, "ends": "+6000000-01-01"}       | ends
            /v1/students/s-1/guardians/g-1  | {"portal": true, "restricted": false, "ends": "2026-11-20T23:00:00Z"} | ends
            /v1/guardians/x      | {"name": 5}                                                                      | name
            /v1/apps/x           | {"name": "X", "apns": {"topic": "t"}}                                            | apns.environment
            /v1/apps/x           | {"name": "X", "fcm": {}}                                                         | fcm.project
            """)
    void a_wrong_field_is_refused_by_name(String path, String body, String field) {
        north.settled().family("s-1", "g-1");

        north.office()
                .body(body)
                .put(path)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(400))
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void nothing_comes_before_the_district() {
        north.office()
                .body("{\"name\": \"X\", \"zone\": \"UTC\", \"displayOptions\": [], \"contactPreferences\": []}")
                .put("/v1/schools/x")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("district"));
        north.office().get("/v1/district").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"name\": \"a\", \"name\": \"b\"}", "{} {}"})
    void a_malformed_body_is_refused(String body) {
        north.office().body(body).put("/v1/guardians/x").then().statusCode(400).contentType(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void a_body_in_another_encoding_than_utf8_is_refused(String encoding) {
        north.settled();
        north.office()
                .body("{\"name\": \"Ana\"}".getBytes(Charset.forName(encoding)))
                .put("/v1/guardians/x")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE);
        north.office().body("{\"name\": \"Ana\"}").put("/v1/guardians/x").then().statusCode(204);
    }

    @Test
    void what_was_sent_is_not_in_the_refusal() {
        north.office()
                .body("{\"name\": \"Ana Secret\", \"calendars\": \"Ana Secret\"}")
                .put("/v1/students/x")
                .then()
                .statusCode(400)
                .body(not(containsString("Secret")));
    }

    @Test
    void an_id_that_is_too_long_or_a_limit_out_of_range_is_refused() {
        north.office()
                .get("/v1/students/" + "x".repeat(256))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("student"));
        north.office().get("/v1/students?limit=0").then().statusCode(400).body("errors[0].field", equalTo("limit"));
        north.office()
                .urlEncodingEnabled(false)
                .get("/v1/students?after=%00")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("after"));
        north.office().get("/v1/students?limit=x").then().statusCode(400).body("errors[0].field", equalTo("limit"));
    }

    @Test
    void what_the_framework_refuses_is_a_problem_too() {
        north.office()
                .contentType(ContentType.TEXT)
                .body("x")
                .put("/v1/district")
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE);
        north.office().delete("/v1/district").then().statusCode(405).contentType(Problem.MEDIA_TYPE);
        north.office().get("/v1/nothing").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        north.office()
                .body("x".repeat(70 * 1024))
                .put("/v1/district")
                .then()
                .statusCode(413)
                .contentType(Problem.MEDIA_TYPE);
    }
}
