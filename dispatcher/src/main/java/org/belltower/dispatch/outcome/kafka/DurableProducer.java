package org.belltower.dispatch.outcome.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.belltower.dispatch.flow.Waiting;
import org.belltower.service.kafka.KafkaClients;
import org.jboss.logging.Logger;

/// Writes records until they are durable: as long as Kafka is away, it keeps trying. Idempotent, acknowledged by all
/// replicas.
///
/// Thread-safe.
public final class DurableProducer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DurableProducer.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 4 << 20;

    private final Producer<byte[], byte[]> producer;
    private final Waiting waiting;
    private final InstantSource time;

    public DurableProducer(KafkaClients kafka, Waiting waiting, InstantSource time) {
        this.producer = kafka.producer(
                "belltower-dispatcher",
                Map.of(ProducerConfig.LINGER_MS_CONFIG, 2, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES));
        this.waiting = waiting;
        this.time = time;
    }

    /// Blocks until the record is durable. If the service ends first it may or may not have been written; if an
    /// acknowledgement was lost it is written twice.
    RecordMetadata write(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        while (true) {
            try {
                return producer.send(record).get();
            } catch (ExecutionException e) {
                LOG.warnf("event=write-failed topic=%s cause=%s", record.topic(), cause(e));
            } catch (InterruptException e) {
                // Kafka's own unchecked form.
                throw (InterruptedException) new InterruptedException("interrupted while writing").initCause(e);
            }
            waiting.until(time.instant().plus(PAUSE), () -> false);
        }
    }

    private static String cause(ExecutionException e) {
        return e.getCause() == null ? "unknown" : e.getCause().getClass().getSimpleName();
    }

    /// Blocks for at most two seconds for what is on its way.
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
