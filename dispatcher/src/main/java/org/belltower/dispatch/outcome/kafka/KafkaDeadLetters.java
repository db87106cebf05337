package org.belltower.dispatch.outcome.kafka;

import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.dispatch.outcome.kafka.DurableProducer.Written;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.DeadLetters.Place;

/// Records that could not be used, on the dead letters' topic. Thread-safe.
public final class KafkaDeadLetters {
    private final DeadLetters letters = new DeadLetters("dispatcher");
    private final DurableProducer producer;
    private final InstantSource time;

    public KafkaDeadLetters(DurableProducer producer, InstantSource time) {
        this.producer = producer;
        this.time = time;
    }

    /// Writes and blocks until it is durable. What is too large goes without its value, and at the worst without key
    /// and headers too: the reason says so, and where the record stands is told in any case.
    ///
    /// @param reason names fields and rules, never values
    /// @throws UnwritableException if Kafka refuses it for good
    public void write(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        Instant now = time.instant();
        Headers headers = record.headers();
        ProducerRecord<byte[], byte[]> whole = letters.of(record.key(), record.value(), headers, place, reason, now);
        ProducerRecord<byte[], byte[]> withoutValue =
                letters.of(record.key(), null, headers, place, reason + "; too large, left out: value", now);
        ProducerRecord<byte[], byte[]> placeOnly = letters.of(
                null, null, new RecordHeaders(), place, reason + "; too large, left out: value, key and headers", now);
        Written written = producer.write(whole);
        if (written instanceof Written.TooLarge) {
            written = producer.write(withoutValue);
        }
        if (written instanceof Written.TooLarge) {
            written = producer.write(placeOnly);
        }
        if (written instanceof Written.TooLarge tooLarge) {
            throw new UnwritableException(whole.topic(), tooLarge.cause());
        }
    }
}
