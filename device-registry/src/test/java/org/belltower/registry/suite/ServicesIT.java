package org.belltower.registry.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.model.wire.HeartbeatCodec;
import org.belltower.model.wire.Topics;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.credential.CredentialKeysResource;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.junit.jupiter.api.Test;

/// A12: how the services stand, as the registry hears them.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
@QuarkusTestResource(CredentialKeysResource.class)
class ServicesIT {
    private final GivenDistrict north = new GivenDistrict();

    private JsonPath services() {
        return north.office()
                .get("/v1/services")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String of(String service, String field) {
        return String.valueOf(services().<Object>get("items.find { it.service == '" + service + "' }." + field));
    }

    private static void write(Heartbeat heartbeat) {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", Backends.kafka()));
        HeartbeatCodec.Encoded encoded = HeartbeatCodec.encode(heartbeat, Instant.now());
        try (Producer<byte[], byte[]> producer = clients.producer("test", Map.of())) {
            var _ = producer.send(new ProducerRecord<>(
                    Topics.HEARTBEATS.name(),
                    null,
                    null,
                    encoded.key(),
                    encoded.value(),
                    KafkaRecords.headers(encoded.headers())));
        }
    }

    private static Heartbeat dispatcher(Heartbeat.Stage stage) {
        return new Heartbeat(
                "dispatcher",
                "node-1:18404",
                "0.1",
                // A clock that is years behind: it is shown, not judged by.
                Instant.parse("2020-01-01T00:00:00Z"),
                stage,
                10L,
                List.of(
                        new Link("kafka", Link.Reach.CONNECTED, null, 1_500L),
                        new Link("apns", Link.Reach.DISCONNECTED, "timeout", 2_000L)),
                List.of(new Hop("dispatcher", "kafka", Hop.Encryption.PLAIN)));
    }

    @Test
    void A12_services_are_judged_by_their_heartbeats_and_who_was_never_heard_is_unknown() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> of("device-registry", "status").equals("ACTIVE"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> of("device-registry", "connectivity").equals("CONNECTED"));
        assertThat(services().getList("items.service", String.class))
                .startsWith("event-ingest", "device-registry", "rules-evaluator", "dispatcher");
        assertThat(of("rules-evaluator", "status")).isEqualTo("UNKNOWN");
        assertThat(of("rules-evaluator", "connectivity")).isEqualTo("UNKNOWN");
        assertThat(of("rules-evaluator", "instances")).isEqualTo("[]");

        write(dispatcher(Heartbeat.Stage.WORKING));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> of("dispatcher", "status").equals("ACTIVE"));
        assertThat(of("dispatcher", "connectivity")).isEqualTo("DISCONNECTED");
        assertThat(of("dispatcher", "instances[0].reason")).isEqualTo("BEATING");
        assertThat(services().getString("hops.encryption")).isEqualTo("PLAIN");
        assertThat(services().getList("hops.unencrypted", String.class))
                .contains("dispatcher to kafka", "device-registry to kafka", "clients to device-registry");
        assertThat(services().getList("hops.unknown", String.class)).contains("rules-evaluator");
        assertThat(of("dispatcher", "instances[0].connections[1].to")).isEqualTo("apns");
        assertThat(of("dispatcher", "instances[0].connections[1].reason")).isEqualTo("timeout");

        write(dispatcher(Heartbeat.Stage.STOPPED));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> of("dispatcher", "status").equals("INACTIVE"));
        assertThat(of("dispatcher", "instances[0].reason")).isEqualTo("STOPPED");
        assertThat(of("dispatcher", "connectivity")).isEqualTo("UNKNOWN");
    }

    @Test
    void A12_a_member_of_staff_sees_the_services_who_may_read_the_page_on_which_they_stand() {
        north.put("/v1/district", """
                {"name": "North", "foodService": false, "activeYear": 2027}""");
        north.given("office", """
                {"PUSH_NOTIFICATIONS": ["READ"]}""").given("teachers", """
                {"DISPLAY_OPTIONS": ["READ", "WRITE"]}""");

        assertThat(statusFor(north.staff("p-office", "office"))).isEqualTo(200);
        assertThat(north.staff("p-office", "office")
                        .get("/v1/services")
                        .jsonPath()
                        .getList("items.service", String.class))
                .startsWith("event-ingest", "device-registry", "rules-evaluator", "dispatcher");
        assertThat(statusFor(north.staff("p-teacher", "teachers"))).isEqualTo(403);
        assertThat(statusFor(north.staff("p-nobody"))).isEqualTo(403);
        assertThat(statusFor(north.program("operations.read"))).isEqualTo(200);
        assertThat(statusFor(north.program("settings.read"))).isEqualTo(403);
    }

    @Test
    void I_9_a_right_counts_in_the_district_that_gave_it_and_a_family_has_none() {
        north.put("/v1/district", """
                {"name": "North", "foodService": false, "activeYear": 2027}""");
        north.given("office", """
                {"PUSH_NOTIFICATIONS": ["READ", "WRITE"]}""");

        assertThat(statusFor(new GivenDistrict().staff("p-office", "office"))).isEqualTo(403);
        assertThat(statusFor(north.phone("g-1"))).isEqualTo(403);
        assertThat(RestAssured.given().get("/v1/services").statusCode()).isEqualTo(401);
    }

    private static int statusFor(RequestSpecification caller) {
        return caller.get("/v1/services").statusCode();
    }
}
