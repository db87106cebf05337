package org.belltower.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.embedded.quarkus.KafkaAwayResource;
import org.belltower.model.settings.DistrictSettings;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KafkaAwayIT.Profile.class)
class KafkaAwayIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String STUDENT = """
            {"op": "put", "kind": "student", "id": "s-1", "calendars": []}""";
    private static final String SCHOOL = """
            {"op": "put", "kind": "school", "id": "high", "name": "High", "zone": "America/Chicago",
             "displayOptions": [], "contactPreferences": []}""";

    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    KafkaProcess kafka;

    @Test
    void while_kafka_is_away_what_takes_rights_away_is_stored_and_not_acknowledged_and_readiness_says_so() {
        GivenDistrict north = new GivenDistrict();
        Published published = new Published(kafka.bootstrapServers(), north.id);

        assertStoredOnly(settle(north, 2027));
        assertThat(status(ready)).isEqualTo(503);
        assertThat(status(live)).isEqualTo(200);
        assertThat(marks(north)).isEqualTo(1);

        kafka.restart();
        await().atMost(SOON).until(() -> marks(north) == 0);
        await().atMost(SOON).until(() -> status(ready) == 200);
        assertThat(years(published)).containsExactly(2027);

        kafka.kill();
        assertStoredOnly(settle(north, 2028));
        await().atMost(SOON).until(() -> status(ready) == 503);
        assertThat(marks(north)).isEqualTo(1);
        assertThat(status(live)).isEqualTo(200);
        roster(north, STUDENT).then().statusCode(200).body("items.status", contains(201));
        assertStoredOnly(roster(north, SCHOOL));
        assertStoredOnly(roster(north, SCHOOL));

        kafka.restart();
        await().atMost(SOON).until(() -> marks(north) == 0);
        await().atMost(SOON).until(() -> status(ready) == 200);
        assertThat(years(published).getLast()).isEqualTo(2028);
        settle(north, 2028).then().statusCode(204);
        roster(north, SCHOOL).then().statusCode(200).body("items.status", contains(204));
    }

    private static void assertStoredOnly(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("detail", startsWith("It is stored"));
    }

    private static List<Integer> years(Published published) {
        return published.settings("district").stream()
                .map(settings -> ((DistrictSettings) settings.orElseThrow()).activeYear())
                .toList();
    }

    private static Response settle(GivenDistrict district, int year) {
        return district.office().body("""
                {"name": "North", "foodService": true, "activeYear": %d}""".formatted(year)).put("/v1/district");
    }

    private static Response roster(GivenDistrict district, String item) {
        return district.office().body("{\"items\": [" + item + "]}").post("/v1/roster");
    }

    private static int marks(GivenDistrict district) {
        return district.office().get("/v1/status").path("marks");
    }

    private static int status(URI health) {
        return given().get(health).statusCode();
    }

    /// A service of its own, with a Kafka of its own.
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(BackendsResource.class, Map.of("database", "true")),
                    new TestResourceEntry(
                            KafkaAwayResource.class,
                            Map.of(
                                    "belltower.registry.relay.patience", "PT1S",
                                    "belltower.registry.kafka.timeout", "PT2S",
                                    "belltower.registry.kafka.retry-interval", "PT0.2S",
                                    "belltower.registry.kafka.longest-backoff", "PT1S")));
        }
    }
}
