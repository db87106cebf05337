package org.belltower.dispatch.outcome.kafka;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.dispatch.outcome.kafka.DurableProducer.Written;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.DeadLetters.Place;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;

/// Records that could not be used, on the dead letters' topic. Thread-safe.
public final class KafkaDeadLetters {
    private final DeadLetters letters = new DeadLetters("dispatcher");
    private final DurableProducer producer;
    private final InstantSource time;

    public KafkaDeadLetters(DurableProducer producer, InstantSource time) {
        this.producer = producer;
        this.time = time;
    }

    /// Writes and blocks until it is durable. If not even that can be kept of it which a letter usually holds, only why
    /// and where it was.
    ///
    /// @param reason names fields and rules, never values
    /// @throws UnwritableException if Kafka refuses it for good
    public void write(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        write(record.key(), record.value(), record.headers(), place, reason);
    }

    /// As [#write(ConsumerRecord, String)], for one that was read before.
    ///
    /// @throws UnwritableException if Kafka refuses it for good
    public void write(LaneOffset at, byte[] key, Map<String, String> headers, byte[] value, String reason)
            throws InterruptedException {
        Place place = new Place(at.topic(), at.partition(), at.offset());
        write(key, value, KafkaRecords.headers(headers), place, reason);
    }

    private void write(byte @Nullable [] key, byte @Nullable [] value, Headers headers, Place place, String reason)
            throws InterruptedException {
        Instant now = time.instant();
        ProducerRecord<byte[], byte[]> letter = letters.of(key, value, headers, place, reason, now);
        if (producer.write(letter) instanceof Written.TooLarge
                && producer.write(letters.bare(place, reason, now)) instanceof Written.TooLarge tooLarge) {
            throw new UnwritableException(letter.topic(), tooLarge.cause());
        }
    }
}
