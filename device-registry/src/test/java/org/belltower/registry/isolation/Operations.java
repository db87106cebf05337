package org.belltower.registry.isolation;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.belltower.registry.credential.GivenKeys;
import org.belltower.service.contract.ServedContract;
import org.belltower.service.contract.ServedContract.Operation;
import org.belltower.service.contract.ServedContract.Samples;

/// The ids and the bodies to call every operation of the service with. One that is new and needs an id or a body
/// that is not told here fails the matrix: it is to be told.
final class Operations {
    /// Ids of what the other district ([EndpointMatrixIT]) has, by the segments before the parameter, or by the
    /// parameter.
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("/v1/apps/{id}", "family"),
            Map.entry("DELETE /v1/apps/{id}", "unused"),
            Map.entry("/v1/calendars/{id}", "high-2027"),
            Map.entry("/v1/schools/{id}", "high"),
            Map.entry("/v1/students/{id}", "s-1"),
            Map.entry("/v1/guardians/{id}", "g-1"),
            Map.entry("/v1/platforms/{id}", "ios"),
            Map.entry("{person}", "g-1"),
            Map.entry("DELETE /v1/people/{person}", "g-9"),
            Map.entry("{group}", "office"),
            Map.entry("{student}", "s-1"),
            Map.entry("{guardian}", "g-1"),
            Map.entry("{installation}", "phone"));

    /// Bodies that the operations accept.
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("PUT /v1/district", """
                    {"name": "%s", "foodService": false, "activeYear": 2027}"""),
            Map.entry("PUT /v1/schools/{id}", """
                    {"name": "%s", "zone": "America/Chicago", "displayOptions": ["GRADES"], "contactPreferences": []}"""),
            Map.entry("PUT /v1/district/portal-options", """
                    {"mandatory": ["RESPONSIVE_SCHEDULE"], "detailPermitted": true, "defaultLanguage": "es",
                     "guardiansOfAdults": "END"}"""),
            Map.entry("PUT /v1/push-notifications", "{\"enabled\": false}"),
            Map.entry("PUT /v1/schools/{id}/display-options", "{\"displayOptions\": []}"),
            Map.entry("PUT /v1/schools/{id}/contact-preferences", "{\"contactPreferences\": []}"),
            Map.entry("PUT /v1/schools/{id}/attendance-notices", "{\"statuses\": [], \"excuses\": []}"),
            Map.entry("PUT /v1/rights/{group}", "{\"APPS\": [\"READ\"]}"),
            Map.entry("PUT /v1/calendars/{id}", """
                    {"school": "high", "year": 2027, "starts": "2026-08-17", "ends": "2027-06-04", "excluded": true}"""),
            Map.entry("PUT /v1/apps/{id}", """
                    {"name": "%s", "apns": {"topic": "org.belltower.family", "environment": "SANDBOX"},
                     "fcm": {"project": "family"}}"""),
            Map.entry("PUT /v1/apps/{id}/credentials/apns", signingKey()),
            Map.entry("PUT /v1/apps/{id}/credentials/fcm", serviceAccount()),
            Map.entry("PUT /v1/students/{id}", "{\"name\": \"%s\", \"calendars\": []}"),
            Map.entry("PUT /v1/guardians/{id}", "{\"name\": \"%s\"}"),
            Map.entry("PUT /v1/students/{student}/guardians/{guardian}", """
                    {"portal": false, "restricted": true}"""),
            Map.entry("PUT /v1/devices/{installation}", """
                    {"app": "family", "provider": "FCM", "token": "%s", "stayLoggedIn": true, "permission": "DENIED"}"""),
            Map.entry("PUT /v1/devices/{installation}/permission", "{\"permission\": \"UNKNOWN\"}"),
            Map.entry("PUT /v1/platforms/{id}", """
                    {"since": "2999-01-01", "deviceClass": "PHONE", "platform": "IOS", "minimum": "98",
                     "excludedModels": [], "excludedScreens": [], "reason": "%s"}"""),
            Map.entry("PUT /v1/devices/{installation}/token", "{\"token\": \"%2$s\"}"),
            Map.entry("PUT /v1/devices/{installation}/preferences", """
                    {"categories": {"GRADES": {"on": true, "below": 55}}, "officeMessages": false}"""),
            Map.entry("PUT /v1/preferences", """
                    {"categories": {"ATTENDANCE": {"on": true}}, "language": "es", "detail": true}"""),
            Map.entry("POST /v1/roster", """
                    {"items": [
                     {"op": "put", "kind": "student", "id": "s-1", "name": "%s", "calendars": []},
                     {"op": "delete", "kind": "relationship", "student": "s-1", "guardian": "g-1"},
                     {"op": "delete", "kind": "guardian", "id": "g-1"}, {"op": "delete", "kind": "student", "id": "s-1"},
                     {"op": "delete", "kind": "family", "id": "f-1"}, {"op": "delete", "kind": "class", "id": "swim"},
                     {"op": "delete", "kind": "camp", "id": "summer"}, {"op": "delete", "kind": "session", "id": "fall"},
                     {"op": "delete", "kind": "enrollment", "id": "e-1"},
                     {"op": "delete", "kind": "calendar", "id": "high-2027"},
                     {"op": "delete", "kind": "school", "id": "high"}]}"""));

    private Operations() {}

    /// As it is uploaded.
    static String signingKey() {
        return """
                {"p8": "%s", "keyId": "KEY0000001", "teamId": "TEAM000001"}""".formatted(escaped(pem(GivenKeys::p256)));
    }

    private static String serviceAccount() {
        return """
                {"type": "service_account", "project_id": "family", "private_key_id": "k", "client_email": "a@b",
                 "private_key": "%s"}""".formatted(escaped(pem(GivenKeys::rsa)));
    }

    private static String pem(Callable<KeyPair> pair) {
        try {
            return GivenKeys.pem(pair.call().getPrivate());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String pem) {
        return pem.replace("\n", "\\n");
    }

    /// Those that change come after those that read, and those that delete last.
    static List<Operation> all() throws IOException {
        return new ServedContract(new Samples(IDS, BODIES, FILTERS))
                .operations(given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .asString());
    }

    private static final Map<String, String> FILTERS = Map.of(
            "student", "s-1",
            "guardian", "g-1",
            "school", "high",
            "calendar", "high-2027",
            "member", "g-1",
            "class", "swim",
            "camp", "summer",
            "session", "fall");
}
