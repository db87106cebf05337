package org.belltower.rules.streams;

import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.belltower.service.failure.Failures;
import org.belltower.service.kafka.DeadLetters;
import org.jboss.logging.Logger;

/// Puts a record nobody can use aside, so that its partition goes on (I-20).
final class DeadLetterSink {
    private static final Logger LOG = Logger.getLogger(DeadLetterSink.class);

    private final DeadLetters deadLetters = new DeadLetters("rules-evaluator");
    private final ProcessorContext<byte[], byte[]> context;
    private final DecisionListener listener;

    DeadLetterSink(ProcessorContext<byte[], byte[]> context, DecisionListener listener) {
        this.context = context;
        this.listener = listener;
    }

    /// Puts aside a record on which something of ours failed, so that it does not stop the others, and tells of it
    /// loudly.
    ///
    /// @throws KafkaException as it came: what fails in Kafka or in a store is no matter of the record
    void sendFailed(Record<byte[], byte[]> record, RuntimeException failure) {
        if (failure instanceof KafkaException kafka) {
            throw kafka;
        }
        RecordMetadata place = place();
        LOG.errorf(
                "event=record-failed topic=%s partition=%d offset=%d %s",
                place.topic(), place.partition(), place.offset(), Failures.trace(failure));
        send(record, "this service failed on it: " + failure.getClass().getSimpleName());
    }

    /// @param reason names fields and rules, never values
    void send(Record<byte[], byte[]> record, String reason) {
        RecordMetadata place = place();
        ProducerRecord<byte[], byte[]> letter = deadLetters.of(
                record.key(),
                record.value(),
                record.headers(),
                new DeadLetters.Place(place.topic(), place.partition(), place.offset()),
                reason,
                Instant.ofEpochMilli(context.currentSystemTimeMs()));
        context.forward(
                new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers()),
                RulesTopology.DEAD_LETTERS);
        listener.deadLettered(place.topic());
    }

    private RecordMetadata place() {
        return context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record from a topic has a place"));
    }
}
