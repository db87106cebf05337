package org.belltower.registry;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.model.DistrictId;

/// A district of one test's own, with those who call for it.
public final class GivenDistrict {
    private static final Duration SOON = Duration.ofSeconds(15);

    public final DistrictId id =
            new DistrictId("d-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT));

    /// Who administers.
    public RequestSpecification office() {
        return program("roster.write", "roster.read", "operations.read", "settings.write", "settings.read");
    }

    /// A program with these scopes.
    public RequestSpecification program(String... scopes) {
        return as(TokenRequest.forClient("roster").scopes(scopes));
    }

    /// Somebody of these groups, who works as staff.
    public RequestSpecification staff(String person, String... groups) {
        return as(TokenRequest.forPerson(person, "office").groups(groups).scopes("staff"));
    }

    /// Gives a group its rights, as the program does that may.
    public GivenDistrict given(String group, String rights) {
        program("rights.write").body(rights).put("/v1/rights/" + group).then().statusCode(204);
        return this;
    }

    /// Who keeps the apps' credentials.
    public RequestSpecification publisher() {
        return as(TokenRequest.forClient("publisher").scopes("apps.write"));
    }

    /// A person's phone app.
    public RequestSpecification phone(String person) {
        return as(TokenRequest.forPerson(person, "family-app").scopes("devices"));
    }

    private RequestSpecification as(TokenRequest token) {
        return with(token.district(id.value()));
    }

    /// Anyone.
    public static RequestSpecification with(TokenRequest token) {
        return RestAssured.given().auth().oauth2(Backends.tokens().mint(token)).contentType(ContentType.JSON);
    }

    /// Puts settings, a school, a calendar and an app.
    public GivenDistrict settled() {
        put("/v1/district", """
                {"name": "North", "foodService": false, "activeYear": 2027}""");
        notifications(true);
        put("/v1/schools/high", """
                {"name": "High", "zone": "America/Chicago",
                 "displayOptions": ["GRADES", "ATTENDANCE"], "contactPreferences": ["GRADES"]}""");
        put("/v1/calendars/high-2027", """
                {"school": "high", "year": 2027, "starts": "2026-08-17", "ends": "2027-06-04", "excluded": false}""");
        put("/v1/apps/family", """
                {"name": "Family", "apns": {"topic": "org.belltower.family", "environment": "PRODUCTION"},
                 "fcm": {"project": "family"}}""");
        return this;
    }

    /// Flips the master switch.
    public void notifications(boolean enabled) {
        put("/v1/push-notifications", "{\"enabled\": " + enabled + "}");
    }

    /// Puts a student with one guardian.
    public GivenDistrict family(String student, String guardian) {
        put("/v1/students/" + student, """
                {"name": "Ana", "calendars": ["high-2027"]}""");
        put("/v1/guardians/" + guardian, "{}");
        put("/v1/students/" + student + "/guardians/" + guardian, """
                {"portal": true, "restricted": false, "starts": "2026-08-01"}""");
        return this;
    }

    public void put(String path, String body) {
        office().body(body).put(path).then().statusCode(204);
    }

    /// Signs a person in on a device, with Stay Logged In.
    public void signIn(String person, String installation, String token) {
        phone(person)
                .body(registration(token, true))
                .put("/v1/devices/" + installation)
                .then()
                .statusCode(200);
    }

    /// As [#signIn], after they logged out there or all their sessions were ended: in that very second
    /// nobody signs in.
    public void signInAnew(String person, String installation, String token) {
        await().atMost(SOON)
                .until(() -> phone(person)
                                .body(registration(token, true))
                                .put("/v1/devices/" + installation)
                                .statusCode()
                        == 200);
    }

    /// Chooses categories for a device: by the category's name `{"on": true}` and the like.
    public void choose(String person, String installation, String categories) {
        phone(person)
                .body("{\"categories\": %s, \"officeMessages\": true}".formatted(categories))
                .put("/v1/devices/" + installation + "/preferences")
                .then()
                .statusCode(200);
    }

    /// A token that Apple could give out, always the same for a name.
    public static String token(String name) {
        return HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    }

    public static String registration(String token, boolean stayLoggedIn) {
        return """
                {"app": "family", "provider": "APNS", "token": "%s", "stayLoggedIn": %s, "permission": "ALLOWED"}""".formatted(token, stayLoggedIn);
    }

    /// As [#registration], from an iPhone.
    public static String registration(String token, String osVersion) {
        return """
                {"app": "family", "provider": "APNS", "token": "%s", "stayLoggedIn": true, "permission": "ALLOWED",
                 "reportedId": "vendor-1", "handset": {"platform": "IOS", "deviceClass": "PHONE", "osVersion": "%s",
                 "model": "iPhone12,1", "screen": "828x1792"}}""".formatted(token, osVersion);
    }

    /// Who knows when a password was reset.
    public RequestSpecification identityProvider() {
        return as(TokenRequest.forClient("identity").scopes("sessions.end"));
    }

    /// Blocks until nothing waits to be published.
    public void awaitPublished() {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> office().get("/v1/status").path("marks").equals(0));
    }
}
