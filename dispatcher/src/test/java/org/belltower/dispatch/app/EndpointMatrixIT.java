package org.belltower.dispatch.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.SoftAssertions;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.contract.ServedContract;
import org.belltower.service.contract.ServedContract.Operation;
import org.belltower.service.contract.ServedContract.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// R12, I-9: every operation that the dispatcher serves, called by a district with the ids of another, and by those who
/// may not. It tells nothing, changes nothing and sends nothing.
@SuppressWarnings("NullAway.Init") // Quarkus fills the address in.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
@QuarkusTestResource(SimulatorResource.class)
class EndpointMatrixIT {
    /// What opens each operation. One that is new is to be told here.
    private static final Map<String, String> SCOPES = Map.of(
            "GET /v1/status", "operations.read",
            "POST /v1/apps/{app}/credentials/test", "apps.write",
            "POST /v1/devices/{installation}/test-push", "devices",
            "GET /v1/test-pushes/{id}", "devices",
            "GET /v1/explanations", "explanations.read",
            "GET /v1/events/status", "events.write",
            "GET /v1/events/rejects", "events.write");

    /// Whose it is to call them.
    private static final String OF_PERSONS = "devices";

    private static final Set<String> HISTORY =
            Set.of("GET /v1/explanations", "GET /v1/events/status", "GET /v1/events/rejects");

    private static final List<TopicSpec> TOPICS = List.of(
            Topics.PUSH_ALERTS,
            Topics.SETTINGS,
            Topics.REVOCATIONS,
            Topics.BINDINGS,
            Topics.CREDENTIALS,
            Topics.OUTCOMES,
            Topics.DEAD_LETTERS);

    private static Suite suite;
    private static Admin admin;

    @TestHTTPResource(value = "/health/ready", management = true)
    private URI ready;

    private final GivenDistrict north = GivenDistrict.unlikeAnyOther();
    private final GivenDistrict south = GivenDistrict.unlikeAnyOther();

    @BeforeAll
    static void open() {
        suite = new Suite(Backends.kafka());
        admin = Admin.create(Map.of("bootstrap.servers", Backends.kafka()));
    }

    @AfterAll
    static void close() {
        suite.close();
        admin.close(Duration.ofSeconds(2));
    }

    @BeforeEach
    void fill() {
        await().atMost(Duration.ofSeconds(30)).until(() -> given().get(ready).statusCode() == 200);
        north.fill(suite);
    }

    private static List<Operation> operations(Samples samples) throws IOException {
        return new ServedContract(samples)
                .operations(given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .asString());
    }

    /// But those of the history, which is in the database: `HistoryServiceIT` has one, and calls them by other
    /// districts.
    private static List<Operation> withoutHistory(Samples samples) throws IOException {
        return operations(samples).stream()
                .filter(operation -> !HISTORY.contains(operation.name()))
                .toList();
    }

    private static String scope(Operation operation) {
        String scope = SCOPES.get(operation.name());
        if (scope == null) {
            throw new AssertionError("tell which scope opens " + operation.name());
        }
        return scope;
    }

    private static Response call(GivenDistrict district, Operation operation) {
        String scope = scope(operation);
        return call(scope.equals(OF_PERSONS) ? district.person(scope) : district.program(scope), operation);
    }

    private static Response call(String token, Operation operation) {
        return given().auth().oauth2(token).request(operation.method(), operation.path());
    }

    @Test
    void R12_a_district_that_has_nothing_gets_the_answers_of_what_does_not_exist_and_nothing_leaves() throws Exception {
        Map<TopicPartition, Long> before = written();
        long received = received();
        List<Operation> operations = withoutHistory(north.samples());
        List<Operation> nobodys = withoutHistory(GivenDistrict.nobodys());
        SoftAssertions softly = new SoftAssertions();

        for (int number = 0; number < operations.size(); number++) {
            Operation operation = operations.get(number);
            Response answer = call(south, operation);
            tellsNothing(softly, operation, answer);
            if (operation.template().contains("{")) {
                Response nothing = call(south, nobodys.get(number));
                softly.assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(404);
                softly.assertThat(answer.asString()).as(operation.toString()).isEqualTo(nothing.asString());
            } else {
                softly.assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(200);
                softly.assertThat(answer.jsonPath().getList("uploaded"))
                        .as(operation.toString())
                        .isEmpty();
            }
        }
        softly.assertThat(written()).isEqualTo(before);
        softly.assertThat(received()).isEqualTo(received);
        softly.assertAll();
    }

    @Test
    void R12_a_district_that_has_the_same_ids_gets_its_own_and_sends_to_its_own() throws Exception {
        south.fill(suite);
        long lane = written(Topics.PUSH_ALERTS);
        long received = received();
        SoftAssertions softly = new SoftAssertions();

        for (Operation operation : withoutHistory(north.samples())) {
            Response answer = call(south, operation);
            tellsNothing(softly, operation, answer);
            // A test push has the same id nowhere else.
            softly.assertThat(answer.statusCode())
                    .as(operation.toString())
                    .isIn(operation.template().startsWith("/v1/test-pushes/") ? List.of(404) : List.of(200, 202));
        }
        awaitReceived(received + 2);

        softly.assertThat(written(Topics.PUSH_ALERTS)).isEqualTo(lane + 1);
        softly.assertThat(since(received, "token")).contains(south.token().value());
        softly.assertThat(since(received, "token")).doesNotContain(north.token().value());
        softly.assertThat(since(received, "certificate")).contains(south.id().value());
        softly.assertThat(since(received, "certificate"))
                .doesNotContain(north.id().value());
        softly.assertAll();
    }

    private void tellsNothing(SoftAssertions softly, Operation operation, Response answer) {
        softly.assertThat(answer.asString() + answer.headers())
                .as(operation.toString())
                .doesNotContain(north.id().value())
                .doesNotContain(String.valueOf(north.version()))
                .doesNotContain(north.token().value())
                .doesNotContain(north.push().toString());
    }

    /// The same calls by the district itself: they tell of it and send. So the matrix could have failed.
    @Test
    void the_same_operations_tell_of_the_own_district_and_send_there() throws Exception {
        long received = received();

        for (Operation operation : withoutHistory(north.samples())) {
            Response answer = call(north, operation);
            assertThat(answer.statusCode())
                    .as("%s: %s", operation, answer.asString())
                    .isIn(200, 202);
            switch (operation.name()) {
                case "GET /v1/status" -> assertThat(answer.asString()).contains(String.valueOf(north.version()));
                case "POST /v1/apps/{app}/credentials/test" ->
                    assertThat(answer.<String>path("items[0].verdict")).isEqualTo("ACCEPTED");
                case "GET /v1/test-pushes/{id}" ->
                    assertThat(answer.<String>path("state")).isEqualTo("ACCEPTED");
                default -> assertThat(answer.asString()).isNotEmpty();
            }
        }
        awaitReceived(received + 2);

        assertThat(since(received, "token")).contains(north.token().value());
        assertThat(since(received, "certificate")).contains(north.id().value());
    }

    @Test
    void R12_no_operation_is_open_without_a_token_its_scope_a_district_or_to_staff_of_another_district()
            throws Exception {
        Map<TopicPartition, Long> before = written();
        long received = received();
        SoftAssertions softly = new SoftAssertions();

        for (Operation operation : operations(north.samples())) {
            String scope = scope(operation);
            softly.assertThat(given().request(operation.method(), operation.path())
                            .statusCode())
                    .as("%s without a token", operation)
                    .isEqualTo(401);
            String[] others = others(scope);
            refused(softly, "a program without the scope", north.program(others), operation);
            refused(softly, "a person without the scope", north.person(others), operation);
            refused(softly, "nobody's district", nowhere(scope), operation);
            refused(softly, "staff of another district", south.office(), operation);
            if (scope.equals(OF_PERSONS)) {
                refused(softly, "a program", north.program(scope), operation);
            }
        }
        softly.assertThat(written()).isEqualTo(before);
        softly.assertThat(received()).isEqualTo(received);
        softly.assertAll();
    }

    private static void refused(SoftAssertions softly, String who, String token, Operation operation) {
        softly.assertThat(call(token, operation).statusCode())
                .as("%s by %s", operation, who)
                .isEqualTo(403);
    }

    /// All but this.
    private static String[] others(String scope) {
        TreeSet<String> others = new TreeSet<>(SCOPES.values());
        others.addAll(List.of("roster.read", "roster.write", "settings.read", "settings.write", "events.write"));
        others.remove(scope);
        return others.toArray(String[]::new);
    }

    private static String nowhere(String scope) {
        TokenRequest caller = scope.equals(OF_PERSONS)
                ? TokenRequest.forPerson("g-1", "family-app")
                : TokenRequest.forClient("operator");
        return GivenDistrict.minted(caller.scopes(scope));
    }

    /// How far each topic is written.
    private static Map<TopicPartition, Long> written() throws Exception {
        Map<TopicPartition, OffsetSpec> latest = TOPICS.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, partition -> partition.getValue().offset()));
    }

    private static long written(TopicSpec topic) throws Exception {
        return written().entrySet().stream()
                .filter(partition -> partition.getKey().topic().equals(topic.name()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// How many pushes the simulator has received.
    private static long received() {
        return GivenDistrict.simulator()
                .queryParam("limit", 10_000)
                .get("/v1/received")
                .jsonPath()
                .getLong("next");
    }

    private static void awaitReceived(long count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> received() >= count);
    }

    /// What the pushes after so many carried, by this field.
    private static List<String> since(long count, String field) {
        return GivenDistrict.simulator()
                .queryParam("since", count)
                .get("/v1/received")
                .jsonPath()
                .getList("pushes." + field);
    }
}
