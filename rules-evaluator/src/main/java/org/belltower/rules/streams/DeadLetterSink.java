package org.belltower.rules.streams;

import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.belltower.service.kafka.DeadLetters;

/// Puts a record nobody can use aside, so that its partition goes on (I-20).
final class DeadLetterSink {
    private final DeadLetters deadLetters = new DeadLetters("rules-evaluator");
    private final ProcessorContext<byte[], byte[]> context;
    private final DecisionListener listener;

    DeadLetterSink(ProcessorContext<byte[], byte[]> context, DecisionListener listener) {
        this.context = context;
        this.listener = listener;
    }

    /// @param reason names fields and rules, never values
    void send(Record<byte[], byte[]> record, String reason) {
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record from a topic has a place"));
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
}
