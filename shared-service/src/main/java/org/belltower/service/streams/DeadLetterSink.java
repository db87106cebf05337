package org.belltower.service.streams;

import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.belltower.service.failure.Failures;
import org.belltower.service.kafka.DeadLetters;
import org.jboss.logging.Logger;

/// Puts a record nobody can use aside, so that its partition goes on (I-20).
public final class DeadLetterSink {
    private static final Logger LOG = Logger.getLogger(DeadLetterSink.class);

    private final DeadLetters deadLetters;
    private final String sink;
    private final ProcessorContext<byte[], byte[]> context;
    private final Consumer<String> listener;

    /// @param service who gives up on records
    /// @param sink the name of the node that writes them
    /// @param listener hears of the topic of each
    public DeadLetterSink(
            String service, String sink, ProcessorContext<byte[], byte[]> context, Consumer<String> listener) {
        this.deadLetters = new DeadLetters(service);
        this.sink = sink;
        this.context = context;
        this.listener = listener;
    }

    /// Puts aside a record on which something of ours failed, so that it does not stop the others, and tells of it
    /// loudly.
    ///
    /// @throws KafkaException as it came: what fails in Kafka or in a store is no matter of the record
    public void sendFailed(Record<byte[], byte[]> record, RuntimeException failure) {
        sendFailed(record, place(), failure);
    }

    /// As [#sendFailed], of a record that stood elsewhere than the one that is processed.
    public void sendFailed(Record<byte[], byte[]> record, DeadLetters.Place place, RuntimeException failure) {
        if (failure instanceof KafkaException kafka) {
            throw kafka;
        }
        LOG.errorf(
                "event=record-failed topic=%s partition=%d offset=%d %s",
                place.topic(), place.partition(), place.offset(), Failures.trace(failure));
        send(record, place, "this service failed on it: " + failure.getClass().getSimpleName());
    }

    /// @param reason names fields and rules, never values
    public void send(Record<byte[], byte[]> record, String reason) {
        send(record, place(), reason);
    }

    /// As [#send], of a record that stood elsewhere than the one that is processed. The letter has the time of now:
    /// Kafka forgets letters by it, so one with the time of an old record would be gone before anybody reads it.
    public void send(Record<byte[], byte[]> record, DeadLetters.Place place, String reason) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        send(deadLetters.of(record.key(), record.value(), record.headers(), place, reason, now), place, now);
    }

    /// What is left of a record that waited and cannot be read back.
    public void sendRemains(byte[] key, byte[] remains, DeadLetters.Place place, String reason) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        send(deadLetters.ofRemains(key, remains, place, reason, now), place, now);
    }

    private void send(ProducerRecord<byte[], byte[]> letter, DeadLetters.Place place, Instant now) {
        context.forward(new Record<>(letter.key(), letter.value(), now.toEpochMilli(), letter.headers()), sink);
        listener.accept(place.topic());
    }

    private DeadLetters.Place place() {
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record from a topic has a place"));
        return new DeadLetters.Place(place.topic(), place.partition(), place.offset());
    }
}
