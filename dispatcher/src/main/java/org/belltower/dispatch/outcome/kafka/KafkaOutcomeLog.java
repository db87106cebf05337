package org.belltower.dispatch.outcome.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.belltower.dispatch.outcome.OutcomeLog;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaRecords;
import org.jboss.logging.Logger;

/// Outcomes on their topic, each in the partition that has the number of its lane's partition:
/// there the partition's next owner looks for it. As long as Kafka is away, they are tried again,
/// less and less often.
///
/// One thread encodes and hands to the producer, which may block while it knows no broker: whoever
/// reports an outcome never does.
///
/// Thread-safe.
public final class KafkaOutcomeLog implements OutcomeLog, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaOutcomeLog.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration END = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final BlockingQueue<Entry> fresh;
    private final DelayQueue<Again> again = new DelayQueue<>();
    private final RetryPolicy pauses;
    private final LongSupplier nanoTime;
    private final Consumer<Throwable> lost;
    private final Thread thread = Thread.ofPlatform().name("dispatch-outcomes").unstarted(this::run);
    private volatile boolean ending;

    /// @param producer not closed with this
    /// @param most as many outcomes as can wait at once: those of all that is in hand
    /// @param lost told if one never can be written, or nothing is written any more: going on is in vain
    public KafkaOutcomeLog(
            Producer<byte[], byte[]> producer,
            int most,
            RandomGenerator random,
            LongSupplier nanoTime,
            Consumer<Throwable> lost) {
        this.producer = producer;
        this.fresh = new ArrayBlockingQueue<>(most);
        this.pauses = new RetryPolicy(FIRST_PAUSE, LONGEST_PAUSE, random);
        this.nanoTime = nanoTime;
        this.lost = lost;
        thread.start();
    }

    private record Entry(Outcome outcome, LongConsumer durable, int failures) {}

    @Override
    public void write(Outcome outcome, LongConsumer durable) {
        if (!fresh.offer(new Entry(outcome, durable, 0))) {
            lost.accept(new IllegalStateException("more outcomes wait than there can be"));
        }
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        while (!ending) {
            try {
                Entry first = fresh.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    fresh.drainTo(batch);
                }
                for (Again due = again.poll(); due != null; due = again.poll()) {
                    batch.add(due.entry);
                }
                batch.forEach(this::send);
                batch.clear();
            } catch (InterruptedException | RuntimeException | Error e) {
                if (!ending) {
                    lost.accept(e);
                }
                return;
            }
        }
    }

    private void send(Entry entry) {
        Outcome outcome = entry.outcome;
        WireRecord record = MessageType.OUTCOME.encode(outcome, outcome.at(), id(outcome.lane()));
        ProducerRecord<byte[], byte[]> written = new ProducerRecord<>(
                Topics.OUTCOMES.name(),
                outcome.lane().partition(),
                null,
                record.key().bytes(),
                record.value(),
                KafkaRecords.headers(record.headers()));
        try {
            var _ = producer.send(written, (metadata, failure) -> {
                if (failure == null) {
                    entry.durable.accept(metadata.offset());
                } else {
                    failed(entry, failure);
                }
            });
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failed(entry, e);
        }
    }

    /// Of a record of the lane: written twice, an outcome is the same.
    private static String id(LaneOffset place) {
        return place.topic() + "-" + place.partition() + "-" + place.offset();
    }

    private void failed(Entry entry, Exception failure) {
        if (!(failure instanceof RetriableException)) {
            lost.accept(new UnwritableException(Topics.OUTCOMES.name(), failure));
            return;
        }
        int failures = entry.failures + 1;
        LOG.warnf(
                "event=write-failed topic=%s cause=%s failures=%d",
                Topics.OUTCOMES.name(), failure.getClass().getSimpleName(), failures);
        long due = nanoTime.getAsLong() + pauses.delay(failures).toNanos();
        again.add(new Again(new Entry(entry.outcome, entry.durable, failures), due, nanoTime));
    }

    /// Ends; what is queued is written if that takes no longer than two seconds.
    @Override
    public void close() {
        try {
            long deadline = nanoTime.getAsLong() + END.toNanos();
            while (!fresh.isEmpty() && thread.isAlive() && deadline - nanoTime.getAsLong() > 0) {
                boolean _ = thread.join(LOOK);
            }
            ending = true;
            if (!thread.join(END)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One that is tried again at its time.
    private record Again(Entry entry, long due, LongSupplier nanoTime) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
