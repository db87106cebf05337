package org.belltower.registry.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.belltower.registry.credential.CredentialKeysResource;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.service.contract.ServedContract.Operation;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// R12, I-9: every operation the service offers, called by a district with the ids of another. It sees nothing of the
/// other, changes nothing there, and has nothing published there.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
@QuarkusTestResource(CredentialKeysResource.class)
class EndpointMatrixIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String[] SCOPES = {
        "roster.read",
        "roster.write",
        "apps.write",
        "operations.read",
        "sessions.end",
        "settings.read",
        "settings.write",
        "rights.read",
        "rights.write",
        "audit.read"
    };
    /// What tells of no district.
    private static final List<String> OF_THE_SUITE = List.of("/v1/status", "/v1/services");

    private static final List<TopicSpec> PUBLISHED =
            List.of(Topics.AUDIENCE, Topics.REVOCATIONS, Topics.BINDINGS, Topics.SETTINGS, Topics.CREDENTIALS);

    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();
    private final DistrictRows rows = new DistrictRows(Jdbi.create(
                    configured("quarkus.datasource.jdbc.url"),
                    configured("quarkus.flyway.username"),
                    configured("quarkus.flyway.password"))
            .installPlugin(new ModelColumns()));

    @Test
    void R12_no_operation_reads_or_changes_another_district() throws Exception {
        fill(north, "canary");
        north.awaitPublished();
        awaitJudged();
        Map<String, List<String>> before = rows.of(north.id);
        long published = published();
        List<Operation> operations = Operations.all();

        operations.stream().filter(Operation::reads).forEach(this::seesNothing);
        callAll(south, operations);
        fill(south, "other");
        List<String> answers = callAll(south, operations);
        north.awaitPublished();

        assertThat(answers).hasSizeGreaterThan(50);
        assertThat(rows.of(north.id)).isEqualTo(before);
        assertThat(published()).isEqualTo(published);
    }

    /// The same calls by the district itself: they see it, and they change it. So the matrix could have failed.
    @Test
    void the_same_operations_read_and_change_the_own_district() throws Exception {
        fill(north, "canary");
        north.awaitPublished();
        awaitJudged();
        Map<String, List<String>> before = rows.of(north.id);
        long published = published();
        for (Operation operation : Operations.all()) {
            if (!operation.reads()) {
                fill(north, "canary");
            }
            Response answer = call(north, operation);
            assertThat(answer.statusCode())
                    .as("%s: %s", operation, answer.asString())
                    .isBetween(200, 204);
            if (operation.reads()) {
                assertThat(isEmpty(answer))
                        .as("%s: %s", operation, answer.asString())
                        .isFalse();
            }
        }
        north.awaitPublished();

        assertThat(rows.of(north.id)).isNotEqualTo(before);
        assertThat(published()).isGreaterThan(published);
    }

    /// A district in which there is nothing yet.
    private void seesNothing(Operation operation) {
        if (!OF_THE_SUITE.contains(operation.template())) {
            Response answer = call(south, operation);
            assertThat(isEmpty(answer))
                    .as("%s: %s", operation, answer.asString())
                    .isTrue();
        }
    }

    private static boolean isEmpty(Response answer) {
        Object items = answer.statusCode() == 200 ? held(answer) : List.of();
        if (answer.asString().equals("{}")) {
            return true;
        }
        return (items instanceof List<?> list && list.isEmpty()) || (items instanceof Map<?, ?> map && map.isEmpty());
    }

    /// What is listed, or what somebody chose.
    private static @Nullable Object held(Response answer) {
        Object items = answer.path("items");
        return items == null ? answer.path("categories") : items;
    }

    private List<String> callAll(GivenDistrict caller, List<Operation> operations) {
        List<String> answers = new ArrayList<>();
        for (Operation operation : operations) {
            Response answer = call(caller, operation);
            assertThat(answer.asString() + answer.headers())
                    .as(operation.toString())
                    .doesNotContain("canary", GivenDistrict.token("canary"))
                    .doesNotContain(north.id.value());
            assertThat(answer.statusCode()).as(operation.toString()).isLessThan(500);
            answers.add(operation + " " + answer.statusCode());
        }
        return answers;
    }

    private static Response call(GivenDistrict caller, Operation operation) {
        RequestSpecification request = caller(caller, operation.template());
        if (!operation.body().isEmpty()) {
            request.body(operation
                    .body()
                    .formatted("called-by-" + caller.id, GivenDistrict.token("called-by-" + caller.id)));
        }
        return request.request(operation.method(), operation.path());
    }

    private static RequestSpecification caller(GivenDistrict district, String template) {
        if (template.startsWith("/v1/devices") || template.equals("/v1/preferences")) {
            return district.phone("g-1");
        }
        return template.startsWith("/v1/my-")
                ? district.staff("p-1", "office")
                : GivenDistrict.with(
                        TokenRequest.forClient("roster").scopes(SCOPES).district(district.id.value()));
    }

    /// Of everything one, with ids that both districts use.
    private static void fill(GivenDistrict district, String name) {
        district.put("/v1/district", """
                {"name": "%s", "foodService": false, "activeYear": 2027}""".formatted(name));
        district.notifications(true);
        district.given("office", "{\"AUDIT\": [\"READ\"]}");
        district.put("/v1/apps/family", """
                {"name": "%s", "apns": {"topic": "org.belltower.family", "environment": "PRODUCTION"},
                 "fcm": {"project": "family"}}""".formatted(name));
        district.publisher()
                .body(Operations.signingKey())
                .put("/v1/apps/family/credentials/apns")
                .then()
                .statusCode(200);
        district.put("/v1/apps/unused", "{\"name\": \"%s\"}".formatted(name));
        district.office().body("""
                {"items": [
                 {"op": "put", "kind": "school", "id": "high", "name": "%1$s", "zone": "America/Chicago",
                  "displayOptions": ["GRADES"], "contactPreferences": ["GRADES"]},
                 {"op": "put", "kind": "calendar", "id": "high-2027", "school": "high", "year": 2027,
                  "starts": "2026-08-17", "ends": "2027-06-04", "excluded": false},
                 {"op": "put", "kind": "session", "id": "fall", "name": "%1$s", "type": "TERM", "school": "high",
                  "year": 2027, "starts": "2026-08-17", "ends": "2026-12-18"},
                 {"op": "put", "kind": "student", "id": "s-1", "name": "%1$s", "calendars": ["high-2027"]},
                 {"op": "put", "kind": "guardian", "id": "g-1", "name": "%1$s"},
                 {"op": "put", "kind": "relationship", "student": "s-1", "guardian": "g-1", "portal": true,
                  "restricted": false, "ends": "2027-06-30"},
                 {"op": "put", "kind": "family", "id": "f-1", "name": "%1$s", "members": ["g-1", "s-1"]},
                 {"op": "put", "kind": "class", "id": "swim", "name": "%1$s", "school": "high", "session": "fall",
                  "calendar": "high-2027"},
                 {"op": "put", "kind": "camp", "id": "summer", "name": "%1$s", "school": "high", "session": "fall",
                  "calendar": "high-2027", "days": [{"day": "2027-07-01"}]},
                 {"op": "put", "kind": "enrollment", "id": "e-2", "student": "s-1", "camp": "summer", "type": "WAIT"},
                 {"op": "put", "kind": "enrollment", "id": "e-1", "student": "s-1", "class": "swim", "type": "TRIAL"}]}""".formatted(name)).post("/v1/roster").then().statusCode(200);
        district.put("/v1/platforms/ios", """
                {"since": "2999-01-01", "deviceClass": "PHONE", "platform": "IOS", "minimum": "99",
                 "excludedModels": [], "excludedScreens": [], "reason": "%s"}""".formatted(name));
        district.signInAnew("g-1", "phone", GivenDistrict.token(name + district.id));
        district.signInAnew("g-9", "phone-of-who-left", GivenDistrict.token(name + "9" + district.id));
        district.choose("g-1", "phone", "{\"GRADES\": {\"on\": true}}");
        district.phone("g-1")
                .body("{\"categories\": {\"ASSIGNMENTS\": {\"on\": true}}, \"detail\": false}")
                .put("/v1/preferences")
                .then()
                .statusCode(200);
    }

    /// Until the sweep has looked at the northern devices: it writes that down.
    private void awaitJudged() {
        await().atMost(SOON)
                .until(() -> rows.of(north.id).getOrDefault("platform_table", List.of()).stream()
                        .noneMatch(row -> row.endsWith(",,)")));
    }

    /// Records of the northern district on all topics.
    private long published() {
        Published topics = new Published(Backends.kafka(), north.id);
        return PUBLISHED.stream()
                .flatMap(topic -> topics.records(topic).stream())
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).startsWith(north.id.value() + "/"))
                .count();
    }

    private static String configured(String property) {
        return ConfigProvider.getConfig().getValue(property, String.class);
    }
}
