package org.belltower.service.heartbeat.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.wire.HeartbeatCodec;
import org.belltower.model.wire.Topics;
import org.belltower.service.failure.Failures;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes a service's heartbeat every few seconds, by a thread and a producer of its own: it comes also while the work
/// stands still, and says so. What Kafka does not take in time is dropped and not written late: it would tell of a
/// past.
///
/// Thread-safe.
public final class HeartbeatWriter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HeartbeatWriter.class);
    private static final Duration TAKEN = Duration.ofSeconds(3);
    /// Of one write, with what is lost between the producer's own deadlines.
    private static final Duration WRITE = TAKEN.plusMillis(500);
    /// Of two writes, one of them the goodbye, with what is lost between them.
    private static final Duration END = WRITE.multipliedBy(2).plusMillis(500);

    private final KafkaClients kafka;
    private final Who who;
    private final Vitals vitals;
    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final Duration interval;
    private final Instant started;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private final AtomicBoolean closed = new AtomicBoolean();
    // Confined to the thread.
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean written;
    private boolean failing;

    /// Whose heartbeat it is.
    public record Who(String service, String instance, String version) {}

    public HeartbeatWriter(
            KafkaClients kafka, Who who, Vitals vitals, InstantSource time, LongSupplier nanoTime, Duration interval) {
        this.kafka = kafka;
        this.who = who;
        this.vitals = vitals;
        this.time = time;
        this.nanoTime = nanoTime;
        this.interval = interval;
        this.started = time.instant();
    }

    /// Does not block.
    public void start() {
        var _ = thread.scheduleAtFixedRate(this::tick, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Writes one, unless the topic is not there yet. Blocks for three seconds at most.
    private void tick() {
        try {
            if (vitals.topicsVerified()) {
                write(vitals.stage());
                failing = false;
            }
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            if (!failing) {
                LOG.warnf("event=heartbeat-not-written cause=%s", Failures.kinds(e));
            }
            failing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Heartbeat.Stage stage) throws InterruptedException, ExecutionException, TimeoutException {
        long begun = nanoTime.getAsLong();
        HeartbeatCodec.Encoded encoded = HeartbeatCodec.encode(heartbeat(stage), time.instant());
        Future<RecordMetadata> taken = open().send(new ProducerRecord<>(
                Topics.HEARTBEATS.name(),
                null,
                null,
                encoded.key(),
                encoded.value(),
                KafkaRecords.headers(encoded.headers())));
        // The producer may have blocked already.
        taken.get(WRITE.toNanos() - (nanoTime.getAsLong() - begun), TimeUnit.NANOSECONDS);
        written = true;
    }

    private Heartbeat heartbeat(Heartbeat.Stage stage) {
        return new Heartbeat(
                who.service(),
                who.instance(),
                who.version(),
                started,
                stage,
                vitals.idle().map(Duration::toMillis).orElse(null),
                vitals.links(),
                vitals.hops());
    }

    private Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            int millis = Math.toIntExact(TAKEN.toMillis());
            open = kafka.producer(
                    who.service() + "-heartbeat",
                    Map.of(
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            TAKEN.toMillis(),
                            ProducerConfig.LINGER_MS_CONFIG,
                            0,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            millis,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            millis));
            producer = open;
        }
        return open;
    }

    /// Says goodbye, if it was ever heard, after what it is just writing. Blocks for some seconds
    /// at most. Repeatable.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        var _ = thread.submit(this::end);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        try {
            if (written) {
                write(Heartbeat.Stage.STOPPED);
            }
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            LOG.infof("event=heartbeat-without-goodbye cause=%s", Failures.kinds(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Producer<byte[], byte[]> open = producer;
            if (open != null) {
                open.close(Duration.ZERO);
            }
        }
    }
}
