package org.belltower.registry.isolation;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.belltower.model.wire.JsonCodec;
import org.belltower.registry.credential.GivenKeys;

/// Every operation of the service, from the document it serves, with the ids and the bodies to call it with. An
/// operation that is new and needs an id or a body that is not told here fails the matrix: it is to be told.
final class Operations {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

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
            Map.entry("PUT /v1/push-notifications", "{\"enabled\": false}"),
            Map.entry("PUT /v1/schools/{id}/display-options", "{\"displayOptions\": []}"),
            Map.entry("PUT /v1/schools/{id}/contact-preferences", "{\"contactPreferences\": []}"),
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
            Map.entry("PUT /v1/devices/{installation}/token", "{\"token\": \"%s\"}"),
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

    /// One of them.
    ///
    /// @param path with ids and query
    /// @param body with a text of the caller's to be put in; empty: none
    record Operation(String method, String template, String path, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean reads() {
            return method.equals("GET");
        }
    }

    /// Those that change come after those that read, and those that delete last.
    static List<Operation> all() throws IOException {
        JsonNode document = JsonCodec.mapper()
                .readTree(given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .asString());
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(
                                method -> operations.addAll(calls(path.getKey(), method.getKey(), method.getValue()))));
        operations.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        return operations;
    }

    private static int rank(Operation operation) {
        return switch (operation.method()) {
            case "GET" -> 0;
            case "DELETE" -> 2;
            default -> 1;
        };
    }

    /// As it is, and once for each filter it takes.
    private static List<Operation> calls(String template, String verb, JsonNode operation) {
        String method = verb.toUpperCase(Locale.ROOT);
        String whole = IDS.get(method + " " + template);
        String path = whole == null ? filled(template) : template.replaceFirst("\\{[^}]+}$", whole);
        String body = operation.has("requestBody") ? body(method + " " + template) : "";
        List<Operation> calls = new ArrayList<>();
        calls.add(new Operation(method, template, path, body));
        operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.get("in").asText().equals("query"))
                .map(parameter -> parameter.get("name").asText())
                .filter(FILTERS::containsKey)
                .map(name -> new Operation(method, template, path + "?" + name + "=" + FILTERS.get(name), body))
                .forEach(calls::add);
        return calls;
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

    private static String body(String operation) {
        String body = BODIES.get(operation);
        if (body == null) {
            throw new AssertionError("tell a body for " + operation);
        }
        return body;
    }

    private static String filled(String template) {
        StringBuilder before = new StringBuilder();
        return Arrays.stream(template.substring(1).split("/", -1))
                .map(segment -> {
                    before.append('/').append(segment);
                    return segment.startsWith("{") ? id(before.toString(), segment) : segment;
                })
                .collect(Collectors.joining("/", "/", ""));
    }

    private static String id(String before, String parameter) {
        String id = IDS.getOrDefault(before, IDS.get(parameter));
        if (id == null) {
            throw new AssertionError("tell an id for " + parameter + " of " + before);
        }
        return id;
    }
}
