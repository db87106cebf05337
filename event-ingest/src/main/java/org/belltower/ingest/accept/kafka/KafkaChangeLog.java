package org.belltower.ingest.accept.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.belltower.ingest.accept.ChangeLog;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.jboss.logging.Logger;

/// Writes events to `belltower.changes.v1` and answers only when Kafka has: idempotent, acks=all, given up after the
/// delivery timeout. The key keeps a student's events in order (I-23). The record's own time is the moment at which the
/// producer was handed the event: what rules-evaluator holds against a switch that was off until later (A1).
///
/// Thread-safe: all requests share one producer, which batches across them.
public final class KafkaChangeLog implements ChangeLog, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaChangeLog.class);
    // The producer keeps its own deadline; this one is for a producer that does not.
    private static final Duration GRACE = Duration.ofSeconds(2);
    // What several requests hold for one partition goes in one batch. It is sent as soon as it is full, or Kafka's own
    // five milliseconds have passed.
    private static final int BATCH_BYTES = 64 * 1024;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Duration deadline;

    private KafkaChangeLog(Producer<byte[], byte[]> producer, Duration deadline) {
        this.producer = producer;
        this.deadline = deadline;
    }

    /// Does not connect.
    ///
    /// @param deliveryTimeout how long Kafka may take to acknowledge an event
    /// @param maxBlock how long to wait for a Kafka that is not known yet, or for room in the producer's memory
    public static KafkaChangeLog open(KafkaClients clients, Duration deliveryTimeout, Duration maxBlock) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(deliveryTimeout),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(deliveryTimeout.dividedBy(2)),
                ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(maxBlock),
                ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        return new KafkaChangeLog(
                clients.producer("event-ingest", settings),
                deliveryTimeout.plus(maxBlock).plus(GRACE));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    @Override
    public List<Append> append(List<ChangeEvent> events) {
        List<Future<RecordMetadata>> sent = send(events);
        long end = System.nanoTime() + deadline.toNanos();
        List<Append> appends = new ArrayList<>(events.size());
        for (Future<RecordMetadata> future : sent) {
            appends.add(await(future, end - System.nanoTime()));
        }
        while (appends.size() < events.size()) {
            appends.add(Append.UNACKNOWLEDGED);
        }
        return appends;
    }

    /// Hands over the events until one is refused at once: each further one would only wait as long as it did.
    private List<Future<RecordMetadata>> send(List<ChangeEvent> events) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (ChangeEvent event : events) {
            try {
                Future<RecordMetadata> future =
                        producer.send(KafkaRecords.toProducerRecord(Topics.CHANGES, ChangeCodec.encode(event)));
                sent.add(future);
                if (future.state() == Future.State.FAILED) {
                    break;
                }
            } catch (KafkaException | IllegalStateException e) {
                log(e);
                break;
            }
        }
        return sent;
    }

    private static Append await(Future<RecordMetadata> future, long nanos) {
        try {
            future.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
            return Append.ACKNOWLEDGED;
        } catch (ExecutionException e) {
            log(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            log(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Append.UNACKNOWLEDGED;
    }

    private static void log(Throwable e) {
        LOG.debugf(e, "event=append-failed");
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
