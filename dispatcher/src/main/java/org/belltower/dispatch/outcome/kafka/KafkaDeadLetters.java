package org.belltower.dispatch.outcome.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.dispatch.outcome.kafka.DurableProducer.Written;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.Topics;
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

    /// Writes and blocks until it is durable. [DeadLetters] leaves out what Kafka does not take by default;
    /// where it takes even less, the letter goes without its value, and at the worst without headers and key
    /// too. What is left out is told, and where the record stands in any case.
    ///
    /// @param reason names fields and rules, never values
    /// @throws UnwritableException if Kafka refuses it for good
    public void write(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        Instant now = time.instant();
        Headers headers = record.headers();
        Written written = producer.write(letters.of(record.key(), record.value(), headers, place, reason, now));
        if (written instanceof Written.TooLarge) {
            written = producer.write(omitting("value", letters.of(record.key(), null, headers, place, reason, now)));
        }
        if (written instanceof Written.TooLarge) {
            written = producer.write(
                    omitting("value headers key", letters.of(null, null, new RecordHeaders(), place, reason, now)));
        }
        if (written instanceof Written.TooLarge tooLarge) {
            throw new UnwritableException(Topics.DEAD_LETTERS.name(), tooLarge.cause());
        }
    }

    private static ProducerRecord<byte[], byte[]> omitting(String what, ProducerRecord<byte[], byte[]> letter) {
        letter.headers()
                .remove(DeadLetterHeaders.OMITTED)
                .add(DeadLetterHeaders.OMITTED, what.getBytes(StandardCharsets.UTF_8));
        return letter;
    }
}
