package org.belltower.dispatch.outcome.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.belltower.dispatch.consume.AssignmentGate;
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
/// One thread gathers for a moment, encodes, asks for each whose its assignment is now, and hands
/// to the producer, which may block while it knows no broker: whoever reports an outcome never
/// does. It is this thread that gathers and not the producer, since the producer asks nobody: what
/// lies in it when the process stands still, or is cut off, is written when it goes on, whoever has
/// the partition then. So it is to send what it gets at once.
///
/// Thread-safe.
public final class KafkaOutcomeLog implements OutcomeLog, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaOutcomeLog.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);
    /// Nobody's push waits for it: an outcome is written when its push has left.
    private static final Duration GATHER = Duration.ofMillis(10);
    /// Until it is asked again whose an assignment is that was in doubt.
    private static final Duration DOUBT = Duration.ofMillis(100);

    private static final Duration END = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final BlockingQueue<Ended> fresh;
    private final DelayQueue<Later> later = new DelayQueue<>();
    private final RetryPolicy pauses;
    private final LongSupplier nanoTime;
    private final Consumer<Throwable> broken;
    private final Thread thread = Thread.ofPlatform().name("dispatch-outcomes").unstarted(this::run);
    private final CountDownLatch ending = new CountDownLatch(1);

    /// @param producer not closed with this; does not linger
    /// @param most as many outcomes as can wait at once: those of all that is in hand
    /// @param broken told if one never can be written, or nothing is written any more: going on is in vain
    public KafkaOutcomeLog(
            Producer<byte[], byte[]> producer,
            int most,
            RandomGenerator random,
            LongSupplier nanoTime,
            Consumer<Throwable> broken) {
        this.producer = producer;
        this.fresh = new ArrayBlockingQueue<>(most);
        this.pauses = new RetryPolicy(FIRST_PAUSE, LONGEST_PAUSE, random);
        this.nanoTime = nanoTime;
        this.broken = broken;
        thread.start();
    }

    private record Ended(Outcome outcome, AssignmentGate gate, Fate fate) {}

    private record Encoded(ProducerRecord<byte[], byte[]> written, Ended ended, int failures) {}

    @Override
    public void write(Outcome outcome, AssignmentGate gate, Fate fate) {
        if (!fresh.offer(new Ended(outcome, gate, fate))) {
            broken.accept(new IllegalStateException("more outcomes wait than there can be"));
        }
    }

    private void run() {
        while (!isEnding()) {
            try {
                gather().forEach(this::write);
            } catch (InterruptedException | RuntimeException | Error e) {
                if (!isEnding()) {
                    broken.accept(e);
                }
                return;
            }
        }
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }

    /// Encoded, all of them, before the first is asked whose it is.
    private List<Encoded> gather() throws InterruptedException {
        List<Ended> ended = new ArrayList<>();
        Ended first = fresh.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            ended.add(first);
            boolean _ = ending.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
            fresh.drainTo(ended);
        }
        List<Encoded> encoded = ended.stream().map(KafkaOutcomeLog::encoded).collect(Collectors.toList());
        for (Later due = later.poll(); due != null; due = later.poll()) {
            encoded.add(due.encoded);
        }
        return encoded;
    }

    private static Encoded encoded(Ended ended) {
        Outcome outcome = ended.outcome;
        WireRecord record = MessageType.OUTCOME.encode(outcome, outcome.at(), id(outcome.lane()));
        ProducerRecord<byte[], byte[]> written = new ProducerRecord<>(
                Topics.OUTCOMES.name(),
                outcome.lane().partition(),
                null,
                record.key().bytes(),
                record.value(),
                KafkaRecords.headers(record.headers()));
        return new Encoded(written, ended, 0);
    }

    /// Of a record of the lane: written twice, an outcome is the same.
    private static String id(LaneOffset place) {
        return place.topic() + "-" + place.partition() + "-" + place.offset();
    }

    private void write(Encoded encoded) {
        switch (encoded.ended.gate.ownership()) {
            case OURS -> send(encoded);
            case IN_DOUBT -> after(DOUBT, encoded);
            case LOST -> encoded.ended.fate.lost();
        }
    }

    private void send(Encoded encoded) {
        try {
            var _ = producer.send(encoded.written, (metadata, failure) -> {
                if (failure == null) {
                    encoded.ended.fate.durable(metadata.offset());
                } else {
                    failed(encoded, failure);
                }
            });
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failed(encoded, e);
        }
    }

    private void failed(Encoded encoded, Exception failure) {
        if (!(failure instanceof RetriableException)) {
            broken.accept(new UnwritableException(Topics.OUTCOMES.name(), failure));
            return;
        }
        int failures = encoded.failures + 1;
        LOG.warnf(
                "event=write-failed topic=%s cause=%s failures=%d",
                Topics.OUTCOMES.name(), failure.getClass().getSimpleName(), failures);
        after(pauses.delay(failures), new Encoded(encoded.written, encoded.ended, failures));
    }

    private void after(Duration pause, Encoded encoded) {
        later.add(new Later(encoded, nanoTime.getAsLong() + pause.toNanos(), nanoTime));
    }

    /// Ends; what is queued is written if that takes no longer than two seconds.
    @Override
    public void close() {
        try {
            long deadline = nanoTime.getAsLong() + END.toNanos();
            while (!fresh.isEmpty() && thread.isAlive() && deadline - nanoTime.getAsLong() > 0) {
                boolean _ = thread.join(LOOK);
            }
            ending.countDown();
            if (!thread.join(END)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One that is taken up again at its time.
    private record Later(Encoded encoded, long due, LongSupplier nanoTime) implements Delayed {
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
