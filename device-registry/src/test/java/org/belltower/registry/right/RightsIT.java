package org.belltower.registry.right;

import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A2: what staff may is what their groups were given, at the API.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class RightsIT {
    private static final String SWITCH = "/v1/push-notifications";
    private static final String ON = "{\"enabled\": true}";
    private static final String OFF = "{\"enabled\": false}";
    private static final String SECURITY = "{\"TOOL_RIGHTS\": [\"READ\", \"WRITE\"]}";
    private static final String READ = "{\"PUSH_NOTIFICATIONS\": [\"READ\"]}";
    private static final String READ_AND_WRITE = "{\"PUSH_NOTIFICATIONS\": [\"READ\", \"WRITE\"]}";

    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();

    @BeforeEach
    void given() {
        north.settled().given("security", SECURITY);
    }

    private static void refused(Response answer) {
        answer.then().statusCode(403).contentType(Problem.MEDIA_TYPE).body("status", equalTo(403));
    }

    private RequestSpecification security() {
        return north.staff("p-security", "security");
    }

    @Test
    void A2_without_read_the_page_is_not_there_and_without_write_nothing_is_saved() {
        refused(north.staff("p-1").get(SWITCH));
        refused(north.staff("p-1", "office").get(SWITCH));
        refused(north.staff("p-1", "office").body(OFF).put(SWITCH));

        north.given("office", READ);
        north.staff("p-1", "office").get(SWITCH).then().statusCode(200).body("enabled", equalTo(true));
        refused(north.staff("p-1", "office").body(OFF).put(SWITCH));
        north.staff("p-1", "office").get(SWITCH).then().body("enabled", equalTo(true));

        north.given("office", READ_AND_WRITE);
        north.staff("p-1", "office").body(OFF).put(SWITCH).then().statusCode(204);
        north.staff("p-1", "office").get(SWITCH).then().body("enabled", equalTo(false));
    }

    @Test
    void A2_least_restrictive_wins_over_all_groups_of_a_person() {
        north.given("readers", READ).given("writers", "{\"PUSH_NOTIFICATIONS\": [\"WRITE\"]}");
        refused(north.staff("p-1", "readers").body(OFF).put(SWITCH));
        refused(north.staff("p-1", "writers").get(SWITCH));

        north.staff("p-1", "readers", "writers", "others").get(SWITCH).then().statusCode(200);
        north.staff("p-1", "readers", "writers").body(OFF).put(SWITCH).then().statusCode(204);
        north.staff("p-1", "readers", "writers")
                .get("/v1/my-rights")
                .then()
                .statusCode(200)
                .body("$", aMapWithSize(1))
                .body("PUSH_NOTIFICATIONS", contains("READ", "WRITE"));
        north.staff("p-1").get("/v1/my-rights").then().statusCode(200).body("$", aMapWithSize(0));
    }

    @Test
    void A2_a_right_that_is_taken_away_is_gone_with_the_next_call() {
        north.given("office", READ_AND_WRITE);
        RequestSpecification clerk = north.staff("p-1", "office");
        clerk.body(OFF).put(SWITCH).then().statusCode(204);

        security().delete("/v1/rights/office").then().statusCode(204);
        refused(north.staff("p-1", "office").get(SWITCH));
        refused(clerk.body(ON).put(SWITCH));
    }

    @ParameterizedTest
    @CsvSource({
        "DISPLAY_OPTIONS, display-options, displayOptions, GRADES",
        "CONTACT_PREFERENCES, contact-preferences, contactPreferences, ATTENDANCE"
    })
    void A2_what_a_school_displays_and_tells_is_each_a_tool_of_its_own(
            String tool, String path, String field, String value) {
        String address = "/v1/schools/high/" + path;
        String body = "{\"" + field + "\": [\"" + value + "\"]}";
        north.given("others", """
                {"PUSH_NOTIFICATIONS": ["READ", "WRITE"], "APPS": ["READ", "WRITE"], "%s": ["READ"]}""".formatted(tool));
        north.staff("p-1", "others").get(address).then().statusCode(200);
        refused(north.staff("p-1", "others").body(body).put(address));
        refused(north.staff("p-1", "nobody").get(address));

        north.given("office", "{\"" + tool + "\": [\"READ\", \"WRITE\"]}");
        north.staff("p-1", "office").body(body).put(address).then().statusCode(204);
        north.staff("p-1", "office").get(address).then().body(field, contains(value));
        north.office()
                .get("/v1/schools/high")
                .then()
                .body(field, contains(value))
                .body("name", equalTo("High"));
        north.staff("p-1", "office")
                .body(body)
                .put("/v1/schools/none/" + path)
                .then()
                .statusCode(404);
    }

    @Test
    void a_refusal_names_what_would_open_it() {
        north.staff("p-1", "nobody")
                .get(SWITCH)
                .then()
                .statusCode(403)
                .body("detail", containsString(": settings.read or push-notifications.read."));
    }

    @Test
    void I_6_the_groups_of_a_parent_who_works_here_give_nothing_on_the_phone() {
        north.given("office", READ_AND_WRITE);
        TokenRequest phone = TokenRequest.forPerson("p-1", "family-app")
                .district(north.id.value())
                .groups("office");
        refused(GivenDistrict.with(phone.scopes("devices")).get(SWITCH));
        refused(GivenDistrict.with(phone.scopes("devices")).get("/v1/my-rights"));
        GivenDistrict.with(phone.scopes("staff")).get(SWITCH).then().statusCode(200);
        refused(GivenDistrict.with(phone.scopes("staff")).get("/v1/devices"));
    }

    @Test
    void A2_scopes_for_programs_open_nothing_to_a_person() {
        TokenRequest person = TokenRequest.forPerson("p-1", "office")
                .district(north.id.value())
                .scopes(
                        "staff",
                        "roster.write",
                        "settings.read",
                        "settings.write",
                        "rights.write",
                        "push-notifications.write",
                        "tool-rights.write");
        refused(GivenDistrict.with(person).get(SWITCH));
        refused(GivenDistrict.with(person).body(OFF).put(SWITCH));
        refused(GivenDistrict.with(person).body(READ).put("/v1/rights/office"));
        refused(GivenDistrict.with(person).body("""
                {"name": "High", "zone": "America/Chicago", "displayOptions": [], "contactPreferences": []}""").put("/v1/schools/high"));
        refused(GivenDistrict.with(person).body("{}").post("/v1/roster"));
    }

    @Test
    void I_9_the_groups_of_another_district_are_worth_nothing() {
        south.settled();
        refused(south.staff("p-security", "security").body(READ).put("/v1/rights/office"));
        refused(south.staff("p-security", "security").get("/v1/rights"));
        south.program("rights.read").get("/v1/rights").then().statusCode(200).body("items", aMapWithSize(0));
    }

    @Test
    void a_token_that_is_not_as_it_should_be_gives_nothing_and_is_no_failure() {
        north.given("office", READ_AND_WRITE);
        TokenRequest staff = TokenRequest.forPerson("p-1", "office")
                .district(north.id.value())
                .scopes("staff")
                .groups("office");
        GivenDistrict.with(staff).get(SWITCH).then().statusCode(200);
        for (TokenRequest token : List.of(
                staff.without("district"),
                staff.district("a/b"),
                staff.claim("district", 7),
                staff.claim("person", " "),
                staff.claim("person", List.of("p-1")),
                staff.without("person"),
                staff.without("groups"),
                staff.claim("groups", 7),
                staff.claim("groups", "office"),
                staff.claim("groups", List.of(7, "office")),
                staff.claim("groups", Map.of("office", true)),
                staff.claim("groups", List.of(7, List.of("office"), Map.of("office", "office"), "", "offi\u0000ce")))) {
            refused(GivenDistrict.with(token).get(SWITCH));
            refused(GivenDistrict.with(token).body(OFF).put(SWITCH));
        }
    }

    @Test
    void A1_a_new_districts_switch_is_off_and_only_the_switchs_own_resource_flips_it() {
        south.put("/v1/district", """
                {"name": "South", "foodService": true, "activeYear": 2027}""");
        south.office().get(SWITCH).then().body("enabled", equalTo(false));
        refused(south.program("roster.write", "roster.read").body(ON).put(SWITCH));
        south.program("roster.write")
                .body("{\"name\": \"South\", \"notifications\": true, \"foodService\": true, \"activeYear\": 2027}")
                .put("/v1/district")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("notifications"))
                .body("detail", containsString(SWITCH));

        south.notifications(true);
        south.put("/v1/district", """
                {"name": "South End", "foodService": true, "activeYear": 2028}""");
        south.office().get(SWITCH).then().body("enabled", equalTo(true));
    }

    @Test
    void rights_come_before_the_district_and_its_switch_after_it() {
        GivenDistrict founded = new GivenDistrict().given("office", READ_AND_WRITE);
        founded.staff("p-1", "office").body(ON).put(SWITCH).then().statusCode(404);
        founded.staff("p-1", "office").get(SWITCH).then().statusCode(404);
        founded.put("/v1/district", """
                {"name": "Founded", "foodService": true, "activeYear": 2027}""");
        founded.staff("p-1", "office").body(ON).put(SWITCH).then().statusCode(204);
    }
}
