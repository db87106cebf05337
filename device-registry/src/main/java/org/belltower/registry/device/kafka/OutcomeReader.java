package org.belltower.registry.device.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.registry.device.HygieneListener;
import org.belltower.registry.device.TokenHygiene;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.KafkaUnavailableException;

/// Settles one outcome after another. A record may come twice: retiring is by token version, so the second time
/// changes nothing, and a dead letter twice is borne.
final class OutcomeReader {
    private final TokenHygiene hygiene;
    private final HygieneListener listener;
    private final Producer<byte[], byte[]> deadLetterProducer;
    private final InstantSource clock;
    private final Duration timeout;
    private final DeadLetters deadLetters = new DeadLetters("device-registry");

    OutcomeReader(
            TokenHygiene hygiene,
            HygieneListener listener,
            Producer<byte[], byte[]> deadLetterProducer,
            InstantSource clock,
            Duration timeout) {
        this.hygiene = hygiene;
        this.listener = listener;
        this.deadLetterProducer = deadLetterProducer;
        this.clock = clock;
        this.timeout = timeout;
    }

    /// Returns when the record is settled for good.
    ///
    /// @throws RuntimeException if that is not possible now
    void settle(ConsumerRecord<byte[], byte[]> record) {
        Outcome outcome;
        try {
            outcome = read(record);
        } catch (MalformedMessageException e) {
            giveUp(record, e.getMessage());
            return;
        }
        switch (outcome.result()) {
            case Result.TokenDead proof ->
                listener.settled(hygiene.retire(outcome.district(), outcome.device(), proof));
            case Result.Accepted _, Result.Skipped _, Result.Failed _, Result.Expired _ -> {
                // Says nothing about the token's life.
            }
        }
    }

    private static Outcome read(ConsumerRecord<byte[], byte[]> record) throws MalformedMessageException {
        if (record.value() == null) {
            throw new MalformedMessageException("", "has no value");
        }
        return MessageType.OUTCOME.decode(KafkaRecords.headers(record.headers()), record.value());
    }

    /// Puts the record aside, for good.
    ///
    /// @throws KafkaUnavailableException if that is not possible now
    void giveUp(ConsumerRecord<byte[], byte[]> record, String reason) {
        DeadLetters.Place place = new DeadLetters.Place(record.topic(), record.partition(), record.offset());
        try {
            var _ = deadLetterProducer
                    .send(deadLetters.of(
                            record.key(), record.value(), record.headers(), place, reason, clock.instant()))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException("a dead letter was not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while writing a dead letter", e);
        }
        listener.deadLettered();
    }
}
