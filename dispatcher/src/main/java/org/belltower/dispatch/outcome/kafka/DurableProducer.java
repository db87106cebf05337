package org.belltower.dispatch.outcome.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.dispatch.pause.Waiting;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.jboss.logging.Logger;

/// Writes records until they are durable: as long as Kafka is away, it keeps trying, less and less
/// often. What Kafka does not call retriable is not tried again. Idempotent, acknowledged by all
/// replicas.
///
/// Thread-safe if the random generator is.
public final class DurableProducer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DurableProducer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    /// Who has many for it gathers them.
    private static final int LINGER_MILLIS = 0;

    private static final int MOST_BYTES = 4 << 20;

    private final Producer<byte[], byte[]> producer;
    private final Waiting waiting;
    private final InstantSource time;
    private final RetryPolicy pauses;

    public DurableProducer(KafkaClients kafka, Waiting waiting, InstantSource time, RandomGenerator random) {
        this(
                kafka.producer(
                        "belltower-dispatcher",
                        Map.of(
                                ProducerConfig.LINGER_MS_CONFIG,
                                LINGER_MILLIS,
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                MOST_BYTES)),
                waiting,
                time,
                random);
    }

    /// @param producer closed with this
    DurableProducer(Producer<byte[], byte[]> producer, Waiting waiting, InstantSource time, RandomGenerator random) {
        this.producer = producer;
        this.waiting = waiting;
        this.time = time;
        this.pauses = new RetryPolicy(FIRST_PAUSE, LONGEST_PAUSE, random);
    }

    /// For who writes without waiting.
    public Producer<byte[], byte[]> producer() {
        return producer;
    }

    /// What became of a record.
    sealed interface Written {
        /// It is durable.
        record At(long offset) implements Written {}

        /// Neither this producer nor Kafka takes so large a one.
        record TooLarge(RecordTooLargeException cause) implements Written {}
    }

    /// Blocks until the record is durable, however long Kafka is away. If the service ends first it
    /// may or may not have been written; if an acknowledgement was lost it is written twice.
    ///
    /// @throws UnwritableException if Kafka refuses it for another reason than its size, for good
    Written write(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        int failures = 0;
        while (true) {
            Throwable cause;
            try {
                return new Written.At(producer.send(record).get().offset());
            } catch (InterruptException e) {
                // Kafka's own unchecked form.
                throw (InterruptedException) new InterruptedException("interrupted while writing").initCause(e);
            } catch (ExecutionException e) {
                cause = Objects.requireNonNullElse(e.getCause(), e);
            } catch (KafkaException e) {
                cause = e;
            }
            if (cause instanceof RecordTooLargeException tooLarge) {
                return new Written.TooLarge(tooLarge);
            }
            if (!(cause instanceof RetriableException)) {
                throw new UnwritableException(record.topic(), cause);
            }
            failures++;
            LOG.warnf(
                    "event=write-failed topic=%s cause=%s failures=%d",
                    record.topic(), cause.getClass().getSimpleName(), failures);
            waiting.until(time.instant().plus(pauses.delay(failures)));
        }
    }

    /// Blocks for at most two seconds for what is on its way.
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
