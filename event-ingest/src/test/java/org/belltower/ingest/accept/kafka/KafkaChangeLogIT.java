package org.belltower.ingest.accept.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.belltower.embedded.Backends;
import org.belltower.ingest.accept.ChangeEvents;
import org.belltower.ingest.accept.ChangeLog;
import org.belltower.ingest.accept.ChangeLogContract;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsAtStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaChangeLogIT implements ChangeLogContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", Backends.kafka()));
    private final KafkaChangeLog log = KafkaChangeLog.open(clients, TIMEOUT, TIMEOUT);

    @BeforeAll
    void topic() {
        try (Admin admin = clients.admin("test", TIMEOUT)) {
            assertThat(new TopicsAtStart(admin, TIMEOUT).createOrVerify(List.of(Topics.CHANGES)))
                    .isEmpty();
        }
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Override
    public ChangeLog log() {
        return log;
    }

    @Override
    public List<ChangeEvent> eventsAbout(String student) {
        return ChangesTopic.read(Backends.kafka(), event -> event.key().id().equals(student));
    }

    @Test
    void A1_the_time_of_the_record_is_when_the_event_was_taken_and_not_when_its_producer_says_it_happened() {
        String student = ChangeEvents.newStudent();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        log.append(List.of(ChangeEvents.about(student)));
        Instant after = Instant.now();
        assertThat(ChangesTopic.times(
                        Backends.kafka(), event -> event.key().id().equals(student)))
                .singleElement()
                .satisfies(time -> assertThat(time).isBetween(before, after));
    }

    /// A Kafka that was never there answers no question about the topic: each event would wait for the whole of
    /// `max.block`, so only the first does.
    @Test
    void a_kafka_that_is_away_is_waited_for_once_a_request_not_once_an_event() {
        KafkaClients nowhere = new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1"));
        List<ChangeEvent> events =
                Stream.generate(() -> ChangeEvents.about("s-1")).limit(100).toList();
        try (KafkaChangeLog away = KafkaChangeLog.open(nowhere, Duration.ofMillis(500), Duration.ofMillis(500))) {
            long start = System.nanoTime();
            assertThat(away.append(events)).isEqualTo(Collections.nCopies(100, ChangeLog.Append.UNACKNOWLEDGED));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }
}
