package org.belltower.dispatch.history.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.history.GivenHistory.CLIENT;
import static org.belltower.dispatch.history.GivenHistory.NORTH;
import static org.belltower.dispatch.history.GivenHistory.SOURCE;
import static org.belltower.dispatch.history.GivenHistory.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.history.HistoryRecord;
import org.belltower.dispatch.history.HistoryRecord.Rejected;
import org.belltower.dispatch.history.Reject;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.KafkaRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTopicsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    /// Of a letter, whose record says that it is an event of a producer's of the district north, and that it stood
    /// among the events.
    ///
    /// @param topic where it stood
    private static Optional<HistoryRecord> rejected(String topic) {
        var headers = KafkaRecords.headers(Map.of(
                "ce_district",
                NORTH.value(),
                "ce_client",
                CLIENT,
                "ce_source",
                SOURCE,
                "ce_id",
                "e-1",
                "ce_type",
                "x.y",
                "belltower_topic",
                Topics.CHANGES.name()));
        ProducerRecord<byte[], byte[]> letter = new DeadLetters("rules-evaluator")
                .of(null, new byte[0], headers, new DeadLetters.Place(topic, 1, 5), "score is required", NOON);
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(letter.topic(), 0, 17, letter.key(), letter.value());
        letter.headers().forEach(record.headers()::add);
        return HistoryTopics.rejected(record);
    }

    @Test
    void a_dead_letter_of_the_events_own_topic_is_a_reject_of_its_producer() {
        assertThat(rejected(Topics.CHANGES.name()).map(record -> ((Rejected) record).reject()))
                .contains(new Reject(NORTH, event("e-1"), "x.y", NOON, "rules-evaluator", "score is required"));
    }

    /// Whoever may write to the topic of one district's source would tell another's producers of rejects.
    @ParameterizedTest
    @ValueSource(strings = {"south.sis.score", "belltower.changes.v1.south", "belltower.decisions.v1"})
    void I_9_what_a_record_of_another_topic_says_of_itself_is_nobodys_reject(String topic) {
        assertThat(rejected(topic)).isEmpty();
    }
}
