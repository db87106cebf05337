package org.belltower.registry.right;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// I-9: the district is the token's, and what is another's is not there.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AccessIT {
    private static final List<String> SCOPES = List.of(
            "roster.write",
            "roster.read",
            "apps.write",
            "devices",
            "operations.read",
            "sessions.end",
            "settings.write",
            "settings.read",
            "rights.write",
            "rights.read",
            "audit.read",
            "staff");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /// Which scopes open what, any of them; an operation of the served contract that is not told here fails.
    private static final String OPERATIONS = """
            GET, /v1/district, roster.read
            PUT, /v1/district, roster.write
            GET, /v1/schools, roster.read
            GET, /v1/schools/x, roster.read
            PUT, /v1/schools/x, roster.write
            GET, /v1/calendars, roster.read
            GET, /v1/calendars/x, roster.read
            PUT, /v1/calendars/x, roster.write
            GET, /v1/students, roster.read
            GET, /v1/students/x, roster.read
            PUT, /v1/students/x, roster.write
            GET, /v1/guardians, roster.read
            GET, /v1/guardians/x, roster.read
            PUT, /v1/guardians/x, roster.write
            GET, /v1/students/x/guardians, roster.read
            GET, /v1/students/x/guardians/y, roster.read
            PUT, /v1/students/x/guardians/y, roster.write
            DELETE, /v1/students/x/guardians/y, roster.write
            GET, /v1/apps, roster.read
            GET, /v1/apps/x, roster.read
            PUT, /v1/apps/x, roster.write
            DELETE, /v1/apps/x, roster.write
            GET, /v1/apps/x/credentials, roster.read
            PUT, /v1/apps/x/credentials/apns, apps.write
            PUT, /v1/apps/x/credentials/fcm, apps.write
            DELETE, /v1/apps/x/credentials/apns, apps.write
            DELETE, /v1/apps/x/credentials/fcm, apps.write
            GET, /v1/devices, devices
            PUT, /v1/devices/x, devices
            DELETE, /v1/devices/x, devices
            PUT, /v1/devices/x/token, devices
            POST, /v1/devices/x/logout, devices
            PUT, /v1/devices/x/permission, devices
            POST, /v1/devices/logout, devices
            GET, /v1/people/x/devices, roster.read
            POST, /v1/people/x/sign-out, sessions.end
            DELETE, /v1/people/x, roster.write
            PUT, /v1/platforms/x, roster.write
            DELETE, /v1/platforms/x, roster.write
            GET, /v1/push-notifications, settings.read
            PUT, /v1/push-notifications, settings.write
            GET, /v1/district/portal-options, settings.read
            PUT, /v1/district/portal-options, settings.write
            GET, /v1/schools/x/display-options, settings.read
            PUT, /v1/schools/x/display-options, settings.write
            GET, /v1/schools/x/contact-preferences, settings.read
            PUT, /v1/schools/x/contact-preferences, settings.write
            GET, /v1/schools/x/attendance-notices, settings.read
            PUT, /v1/schools/x/attendance-notices, settings.write
            GET, /v1/rights, rights.read
            GET, /v1/rights/x, rights.read
            PUT, /v1/rights/x, rights.write
            DELETE, /v1/rights/x, rights.write
            GET, /v1/my-rights, staff
            GET, /v1/audit, audit.read
            GET, /v1/preferences, devices
            PUT, /v1/preferences, devices
            GET, /v1/devices/x/preferences, devices
            PUT, /v1/devices/x/preferences, devices
            GET, /v1/devices/x/settings, devices
            GET, /v1/services, operations.read
            GET, /v1/status, operations.read
            GET, /v1/camps, roster.read
            GET, /v1/classes, roster.read
            GET, /v1/enrollments, roster.read
            GET, /v1/families, roster.read
            GET, /v1/platforms, roster.read|devices
            GET, /v1/relationships, roster.read
            POST, /v1/roster, roster.write
            GET, /v1/sessions, roster.read
            """;

    @ParameterizedTest
    @CsvSource(textBlock = OPERATIONS)
    void every_path_asks_for_its_own_scope(String method, String path, String scopes) {
        List<String> opening = List.of(scopes.split("\\|", -1));
        refused(given().contentType(ContentType.JSON).body("{}").request(method, path), 401);
        String[] others =
                SCOPES.stream().filter(other -> !opening.contains(other)).toArray(String[]::new);
        refused(call(method, path, token().scopes(others)), 403);
        refused(call(method, path, token().without("person").scopes(others)), 403);
    }

    @Test
    void every_operation_of_the_served_contract_is_told_a_scope() throws IOException {
        JsonNode paths = JsonCodec.mapper()
                .readTree(given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .asString())
                .get("paths");
        List<String> served = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method ->
                                served.add(method.getKey().toUpperCase(Locale.ROOT) + ", " + filled(path.getKey()))));

        assertThat(served).isNotEmpty();
        assertThat(OPERATIONS.lines().map(line -> line.substring(0, line.lastIndexOf(','))))
                .containsExactlyInAnyOrderElementsOf(served);
    }

    /// The ids are x and y.
    private static String filled(String template) {
        return template.replaceFirst("\\{[^}]+}", "x").replaceFirst("\\{[^}]+}", "y");
    }

    @Test
    void a_parameter_that_there_is_not_is_refused_instead_of_selecting_everything() {
        for (String query : List.of("clas=swim", "student=s-1&studnet=s-2", "after=a&x=")) {
            refused(call("GET", "/v1/enrollments?" + query, token().scopes("roster.read")), 400);
        }
        refused(call("GET", "/v1/district?x=1", token().scopes("roster.read")), 400);
        call("GET", "/v1/enrollments?student=s-1&limit=5", token().scopes("roster.read"))
                .then()
                .statusCode(200);
        call(
                        "GET",
                        "/v1/audit?subjectKind=district&limit=1",
                        token().without("person").scopes("audit.read"))
                .then()
                .statusCode(200);
    }

    @Test
    void A17_phones_and_offices_read_the_supported_platforms() {
        call("GET", "/v1/platforms", token().scopes("devices")).then().statusCode(200);
        call("GET", "/v1/platforms", token().scopes("roster.read")).then().statusCode(200);
        refused(call("GET", "/v1/platforms", token().scopes("roster.write", "operations.read")), 403);
    }

    @Test
    void a_token_that_cannot_be_trusted_is_none() {
        TokenRequest good = token().scopes("roster.read");
        call("GET", "/v1/schools", good).then().statusCode(200);

        refused(call("GET", "/v1/schools", good.expired()), 401);
        refused(call("GET", "/v1/schools", good.signedByAnother()), 401);
        refused(call("GET", "/v1/schools", good.claim("aud", "another")), 401);
        refused(given().header("Authorization", "Bearer x").get("/v1/schools"), 401);
    }

    private static Response call(String method, String path, TokenRequest token) {
        return GivenDistrict.with(token).body("{}").request(method, path);
    }

    private static void refused(Response response, int status) {
        response.then().statusCode(status).contentType(Problem.MEDIA_TYPE).body("status", equalTo(status));
    }

    private static TokenRequest token() {
        return TokenRequest.forPerson("p", "client").district("nowhere");
    }

    @Test
    void a_token_without_a_district_or_a_person_is_not_enough() {
        refused(call("GET", "/v1/schools", token().scopes("roster.read").without("district")), 403);
        refused(call("GET", "/v1/schools", token().scopes("roster.read").district("a/b")), 403);
        refused(call("GET", "/v1/devices", token().scopes("devices").without("person")), 403);
    }

    @Test
    void what_is_another_districts_is_not_there() {
        GivenDistrict north = new GivenDistrict().settled().family("s-1", "g-1");
        GivenDistrict south = new GivenDistrict();
        north.signIn("g-1", "phone-" + north.id, GivenDistrict.token("token-" + north.id));
        south.put("/v1/district", """
                {"name": "South", "foodService": true, "activeYear": 2027}""");

        for (String path : new String[] {
            "schools/high",
            "calendars/high-2027",
            "students/s-1",
            "guardians/g-1",
            "students/s-1/guardians/g-1",
            "apps/family"
        }) {
            north.office().get("/v1/" + path).then().statusCode(200);
            south.office().get("/v1/" + path).then().statusCode(404);
        }
        for (String path : new String[] {"schools", "calendars", "students", "guardians", "apps"}) {
            south.office().get("/v1/" + path).then().statusCode(200).body("items.size()", equalTo(0));
        }
        south.phone("g-1").get("/v1/devices").then().body("items.size()", equalTo(0));
        south.phone("g-1")
                .post("/v1/devices/phone-" + north.id + "/logout")
                .then()
                .statusCode(404);
        south.office()
                .body("{\"calendars\": [\"high-2027\"]}")
                .put("/v1/students/x")
                .then()
                .statusCode(400);
    }

    @Test
    void the_same_id_in_two_districts_is_two_people() {
        GivenDistrict north = new GivenDistrict().settled();
        GivenDistrict south = new GivenDistrict().settled();
        north.put("/v1/students/same", "{\"name\": \"Ana\", \"calendars\": []}");
        south.put("/v1/guardians/same", "{\"name\": \"Ben\"}");

        north.office().get("/v1/students/same").then().body("name", equalTo("Ana"));
        south.office().get("/v1/guardians/same").then().body("name", equalTo("Ben"));
    }

    @Test
    void the_contract_is_open_to_all() {
        given().get("/q/openapi").then().statusCode(200).body(containsString("Belltower device registry"));
    }
}
