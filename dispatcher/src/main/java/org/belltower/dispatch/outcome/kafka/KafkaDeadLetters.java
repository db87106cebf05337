package org.belltower.dispatch.outcome.kafka;

import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
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

    /// Writes and blocks until it is durable.
    ///
    /// @param reason names fields and rules, never values
    /// @throws UnwritableException if Kafka refuses it for good
    public void write(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        ProducerRecord<byte[], byte[]> letter =
                letters.of(record.key(), record.value(), record.headers(), place, reason, time.instant());
        if (producer.write(letter) instanceof Written.TooLarge tooLarge) {
            throw new UnwritableException(letter.topic(), tooLarge.cause());
        }
    }
}
