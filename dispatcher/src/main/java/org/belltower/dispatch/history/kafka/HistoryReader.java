package org.belltower.dispatch.history.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.dispatch.history.HistoryAwayException;
import org.belltower.dispatch.history.HistoryListener;
import org.belltower.dispatch.history.HistoryListener.Passed;
import org.belltower.dispatch.history.HistoryProgress;
import org.belltower.dispatch.history.HistoryRecord;
import org.belltower.dispatch.history.HistoryUpkeep;
import org.belltower.dispatch.history.HistoryWriter;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.service.failure.Failures;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads decisions, outcomes and the headers of dead letters, and has them kept: each batch that Kafka
/// gives is written in one transaction, and committed afterwards. A batch that comes again is safe:
/// what makes a row itself is its key in the store.
///
/// While the store is away the partitions stand still, the consumer stays in its group, and nothing is held in memory:
/// it goes back to where the batch began. Whatever fails here, sending does not notice: a thread of its own owns the
/// one consumer, which is made anew after a failure.
///
/// Thread-safe.
public final class HistoryReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HistoryReader.class);
    private static final String NAME = "belltower-dispatcher-history";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    // A batch is what one poll gives. Small enough for flat memory and short transactions; while there is
    // little to read Kafka gathers it for a moment, so that the transactions are not many either.
    private static final int MOST_RECORDS = 1_000;
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_BYTES_OF_A_PARTITION = 512 << 10;
    private static final int GATHERED_BYTES = 64 << 10;
    private static final int GATHERED_MILLIS = 250;

    private final KafkaClients kafka;
    private final BooleanSupplier topicsVerified;
    private final HistoryWriter writer;
    private final HistoryUpkeep upkeep;
    private final Unreadable unreadable;
    private final HistoryProgress progress;
    private final HistoryListener listener;
    private final RetryPolicy pauses;
    private final InstantSource time;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("dispatch-history").unstarted(this::run);
    private int failures;
    private @Nullable Instant pausedUntil;

    /// Where records go that nobody can use.
    @FunctionalInterface
    public interface Unreadable {
        /// Blocks until the record's dead letter is durable.
        ///
        /// @param reason names fields and rules, never values
        void bury(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException;
    }

    /// What keeps the records, and hears of them.
    public record Keeping(
            HistoryWriter writer, HistoryUpkeep upkeep, HistoryProgress progress, HistoryListener listener) {}

    /// @param topicsVerified whether the topics are there as they must be: nothing is read before
    /// @param pauses between attempts while the store or Kafka is away
    public HistoryReader(
            KafkaClients kafka,
            BooleanSupplier topicsVerified,
            Keeping keeping,
            Unreadable unreadable,
            RetryPolicy pauses,
            InstantSource time) {
        this.kafka = kafka;
        this.topicsVerified = topicsVerified;
        this.writer = keeping.writer();
        this.upkeep = keeping.upkeep();
        this.progress = keeping.progress();
        this.listener = keeping.listener();
        this.unreadable = unreadable;
        this.pauses = pauses;
        this.time = time;
    }

    /// Does not block.
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!topicsVerified.getAsBoolean() && !stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.trace("event=history-waits for=topics");
            }
            while (!isStopping()) {
                session();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void session() throws InterruptedException {
        pausedUntil = null;
        try {
            read(consumer());
        } catch (RuntimeException e) {
            if (!isStopping()) {
                failures++;
                progress.unknown();
                LOG.warnf("event=history-failed failures=%d cause=%s", failures, Failures.kinds(e));
                boolean _ = stopping.await(pauses.delay(failures).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        try {
            consumer.subscribe(HistoryTopics.NAMES);
            while (!isStopping()) {
                turn(consumer);
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void turn(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        Instant until = pausedUntil;
        if (until != null) {
            // Partitions that came to this copy meanwhile.
            goBack(consumer, records);
            if (!time.instant().isBefore(until)) {
                pausedUntil = null;
                consumer.resume(consumer.paused());
            }
            return;
        }
        upkeep.tick();
        if (records.isEmpty()) {
            if (isAtTheEnd(consumer)) {
                progress.idle();
            }
            return;
        }
        progress.inHand(oldest(records));
        keep(consumer, records);
    }

    /// As far as is known: not before each partition was read.
    private static boolean isAtTheEnd(KafkaConsumer<byte[], byte[]> consumer) {
        return !consumer.assignment().isEmpty()
                && consumer.assignment().stream()
                        .map(consumer::currentLag)
                        .allMatch(lag -> lag.orElse(Long.MAX_VALUE) == 0);
    }

    private static Instant oldest(ConsumerRecords<byte[], byte[]> records) {
        long oldest = Long.MAX_VALUE;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            oldest = Math.min(oldest, record.timestamp());
        }
        return Instant.ofEpochMilli(oldest);
    }

    private void keep(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records)
            throws InterruptedException {
        try {
            write(records);
        } catch (HistoryAwayException e) {
            failures++;
            listener.failed();
            // Once, not for as long as it is away.
            if (failures == 1) {
                LOG.warnf("event=history-away cause=%s", Failures.kinds(e));
            }
            goBack(consumer, records);
            pausedUntil = time.instant().plus(pauses.delay(failures));
            return;
        }
        if (failures > 0) {
            LOG.infof("event=history-back failures=%d", failures);
            failures = 0;
        }
        progress.kept();
        commit(consumer);
    }

    private void write(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        List<HistoryRecord> batch = new ArrayList<>(records.count());
        // By identity: two records may be equal.
        IdentityHashMap<HistoryRecord, ConsumerRecord<byte[], byte[]>> origins = new IdentityHashMap<>();
        List<GivenUp> givenUp = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record, givenUp).ifPresent(read -> {
                batch.add(read);
                origins.put(read, record);
            });
        }
        for (HistoryRecord refused : writer.write(batch)) {
            ConsumerRecord<byte[], byte[]> origin = origins.get(refused);
            if (origin != null) {
                givenUp.add(new GivenUp(origin, "cannot be kept in the history"));
            }
        }
        // Only now: a batch that could not be written comes again.
        for (GivenUp each : givenUp) {
            giveUp(each);
        }
    }

    private record GivenUp(ConsumerRecord<byte[], byte[]> record, String reason) {}

    private Optional<HistoryRecord> read(ConsumerRecord<byte[], byte[]> record, List<GivenUp> givenUp) {
        if (HistoryTopics.isDeadLetter(record)) {
            Optional<HistoryRecord> reject = HistoryTopics.rejected(record);
            if (reject.isEmpty()) {
                listener.passed(Passed.NOBODYS);
            }
            return reject;
        }
        try {
            return Optional.of(HistoryTopics.read(record));
        } catch (MalformedMessageException e) {
            givenUp.add(new GivenUp(record, e.getMessage()));
        } catch (RuntimeException e) {
            givenUp.add(new GivenUp(
                    record, "the history failed on it: " + e.getClass().getSimpleName()));
        }
        return Optional.empty();
    }

    /// A dead letter is none again: it would come back here.
    private void giveUp(GivenUp given) throws InterruptedException {
        ConsumerRecord<byte[], byte[]> record = given.record;
        listener.passed(Passed.UNREADABLE);
        LOG.warnf(
                "event=history-unreadable topic=%s partition=%d offset=%d",
                record.topic(), record.partition(), record.offset());
        if (HistoryTopics.isDeadLetter(record)) {
            return;
        }
        try {
            unreadable.bury(record, given.reason);
        } catch (UnwritableException e) {
            // It still stands where it was read, and what comes behind it is to be kept.
            LOG.errorf("event=history-not-buried cause=%s", Failures.kinds(e));
        }
    }

    /// To where these began, and stands still there.
    private static void goBack(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).getFirst().offset());
        }
        consumer.pause(consumer.assignment());
    }

    private static void commit(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.debugf("event=history-not-committed cause=%s", e.getClass().getSimpleName());
        } catch (RetriableException e) {
            // The next commit covers it; if none comes, the same is read and written again.
            LOG.debugf("event=history-not-committed cause=%s", e.getClass().getSimpleName());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = kafka.with(Map.ofEntries(
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, NAME),
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, NAME),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_BYTES_OF_A_PARTITION),
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHERED_BYTES),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, GATHERED_MILLIS)));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// Ends after the batch that is in hand. Waits for it for two seconds at most.
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (thread.isAlive()) {
                boolean _ = thread.join(CLOSE.multipliedBy(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
