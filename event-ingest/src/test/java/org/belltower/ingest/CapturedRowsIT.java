package org.belltower.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.ingest.accept.kafka.ChangesTopic;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.service.kafka.KafkaClients;
import org.junit.jupiter.api.Test;

/// The service with a folder of mappings.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
@TestProfile(CapturedRowsIT.WithMappings.class)
class CapturedRowsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "sis.sis.food_account";

    /// As an operator sets it.
    public static final class WithMappings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "belltower.ingest.sis.mappings", "src/test/resources/mappings",
                    "belltower.ingest.sis.state-dir", "target/captured-rows-" + UUID.randomUUID(),
                    "belltower.ingest.sis.topic-refresh-interval", "PT0.5S");
        }
    }

    @Test
    void C5_a_row_on_a_topic_that_was_not_there_at_the_start_becomes_an_event_of_the_mappings_district()
            throws Exception {
        assertThat(FrontDoor.management("/q/health/ready").statusCode()).isEqualTo(200);
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", Backends.kafka()));
        try (Admin admin = clients.admin("captured-rows-it", PATIENCE);
                Producer<byte[], byte[]> connect = clients.producer("captured-rows-it", Map.of())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            connect.send(new ProducerRecord<>(TOPIC, bytes("{\"account_id\":5}"), bytes("""
                    {"op":"u","before":null,"after":{"account_id":5,"student_id":1001,"balance":"-2.50"},\
                    "source":{"connector":"postgresql","schema":"sis","table":"food_account","lsn":500,\
                    "ts_ms":1795189800123,"snapshot":"false"}}""")))
                    .get();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ChangesTopic.read(
                                Backends.kafka(),
                                event -> event.id().client().equals("sis-north")
                                        && event.id().source().equals("/sis/north")
                                        && event.change() instanceof LunchBalanceChanged))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.district().value()).isEqualTo("north");
                            assertThat(event.change())
                                    .isInstanceOfSatisfying(
                                            LunchBalanceChanged.class,
                                            lunch -> assertThat(lunch.balance())
                                                    .isEqualByComparingTo(new BigDecimal("-2.50")));
                        }));
        assertThat(FrontDoor.management("/q/metrics").asString())
                .contains("belltower_ingest_rows_total{outcome=\"live\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
