package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.ingest.streams.SisDriver.CALENDAR;
import static org.belltower.ingest.streams.SisDriver.ESSAY;
import static org.belltower.ingest.streams.SisDriver.OF_ANA;
import static org.belltower.ingest.streams.SisDriver.SCORE;
import static org.belltower.ingest.streams.SisDriver.with;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.embedded.Backends;
import org.belltower.ingest.accept.kafka.ChangesTopic;
import org.belltower.ingest.micrometer.MeteredRows;
import org.belltower.ingest.sis.mapping.yaml.Mappings;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.Value;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.streams.TopologyListener;
import org.belltower.service.streams.TopologyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order in which a real Kafka Streams reads what lies on the topics of two tables.
class MergedTopicsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name =
            "merged" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Instant start = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    private final CapturedRows sis = new CapturedRows(start);
    private final KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", Backends.kafka()));

    @Test
    void a_score_and_its_maximum_that_change_in_one_transaction_are_told_as_what_both_are_after_it(@TempDir Path folder)
            throws Exception {
        topics();
        try (Producer<byte[], byte[]> connect = clients.producer(name, Map.of())) {
            write(connect, "enrollment", sis.read("enrollment", OF_ANA), 0);
            write(connect, "calendar", sis.read("calendar", CALENDAR), 0);
            write(connect, "assignment", sis.read("assignment", ESSAY), 0);
            write(connect, "score", sis.insert("score", SCORE), 10_000);
            write(connect, "score", sis.update("score", SCORE, with(SCORE, "points", 80)), 20_000);
            write(connect, "assignment", sis.update("assignment", ESSAY, with(ESSAY, "points_possible", 100)), 20_005);
        }
        SisStreams streams = streams(folder);
        try {
            streams.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events())
                            .extracting(event -> event.change().value())
                            .hasSize(2)
                            .containsOnly(new Value.Quantity(new BigDecimal("80"))));
        } finally {
            streams.close();
        }
    }

    private List<ChangeEvent> events() {
        return ChangesTopic.read(
                Backends.kafka(), event -> event.district().value().equals(name));
    }

    private void topics() throws Exception {
        try (TopicsReadiness ready = new TopicsReadiness(
                clients.admin(name, PATIENCE), PATIENCE, List.of(Topics.CHANGES, Topics.DEAD_LETTERS))) {
            ready.start(Duration.ofMillis(200));
            await().atMost(PATIENCE).until(ready::verified);
        }
        try (Admin admin = clients.admin(name, PATIENCE)) {
            admin.createTopics(List.of("enrollment", "calendar", "assignment", "score").stream()
                            .map(table -> new NewTopic(topic(table), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private String topic(String table) {
        return name + ".sis." + table;
    }

    /// @param millis after the start
    private void write(Producer<byte[], byte[]> connect, String table, TestRecord<byte[], byte[]> record, long millis)
            throws Exception {
        connect.send(new ProducerRecord<>(
                        topic(table), null, start.plusMillis(millis).toEpochMilli(), record.key(), record.value()))
                .get();
    }

    private SisStreams streams(Path folder) {
        var settings = new TopologyRun.Settings(
                "ingest-" + name,
                Map.of("bootstrap.servers", Backends.kafka()),
                folder.resolve("state"),
                name,
                1,
                Duration.ofSeconds(8));
        return SisStreams.of(
                List.of(Mappings.read(Mappings.northYaml()
                        .replace("district: north", "district: " + name)
                        .replace("topicPrefix: sis", "topicPrefix: " + name))),
                settings,
                new SisTopology.Terms(Duration.ofMinutes(10), Duration.ofSeconds(1), 10),
                new MeteredRows(new SimpleMeterRegistry()),
                new NoWatch());
    }

    private static final class NoWatch implements TopologyListener {
        @Override
        public void started(KafkaStreams streams) {}

        @Override
        public void ended() {}
    }
}
