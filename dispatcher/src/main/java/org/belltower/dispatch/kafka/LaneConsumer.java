package org.belltower.dispatch.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.dispatch.consume.Work;
import org.belltower.dispatch.send.Completions;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.service.kafka.KafkaClients;
import org.jboss.logging.Logger;

/// Reads a lane: polls, hands over, and commits what is done. It blocks for nothing but Kafka: what
/// cannot be taken in hand is not polled, the partition pauses.
///
/// One thread runs [#run()] and owns the consumer and the ledgers. Others report completions, which
/// wait in a queue as long as the windows are wide, and ask it to [#stop()].
public final class LaneConsumer implements Completions {
    private static final Logger LOG = Logger.getLogger(LaneConsumer.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration POLL_WHILE_FULL = Duration.ofMillis(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final int MOST_POLLED = 100;
    /// Of all partitions at once: it is one array, which should not be large beside the heap.
    private static final int FETCHED_BYTES = 4 << 20;

    /// So many heartbeats have to be missed in a row before a copy counts as gone.
    private static final int HEARTBEATS_A_SESSION = 4;

    private final LaneSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Assignments assignments;
    private final Aside aside;
    private final Consumer<Handed> courier;
    private final LongSupplier nanoTime;
    private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private long lastCommit;
    private long polled;
    private volatile Optional<Instant> oldest = Optional.empty();
    private volatile int partitions;

    /// @param courier takes a record in hand at once, without blocking
    /// @param wake lets pushes that wait look anew whether their assignment was withdrawn
    public LaneConsumer(
            KafkaClients kafka,
            LaneSettings settings,
            Aside aside,
            Consumer<Handed> courier,
            Runnable wake,
            DispatchListener listener,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.consumer =
                new KafkaConsumer<>(ofLane(kafka, settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.assignments = new Assignments(kafka, settings, consumer, aside.shelf(), wake, listener, nanoTime);
        this.aside = aside;
        this.courier = courier;
        this.nanoTime = nanoTime;
        this.lastCommit = nanoTime.getAsLong();
        this.polled = lastCommit;
    }

    private static Map<String, Object> ofLane(KafkaClients kafka, LaneSettings settings) {
        int session = Math.toIntExact(settings.session().toMillis());
        return kafka.with(Map.ofEntries(
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, settings.group()),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, settings.group() + "-lane"),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, polledAtMost(settings)),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES),
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / HEARTBEATS_A_SESSION),
                Map.entry(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName())));
    }

    private static int polledAtMost(LaneSettings settings) {
        return Math.min(MOST_POLLED, settings.window().unfinished());
    }

    /// Runs until [#stop()]: then what is out is waited for, committed, and the group left.
    public void run() {
        try {
            consumer.subscribe(List.of(settings.topic()), new Rebalance());
            while (!isStopping()) {
                turn();
            }
            leave();
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    /// For a thread, a log.
    public String name() {
        return settings.lane().name().toLowerCase(Locale.ROOT);
    }

    /// Since when the oldest push in hand stands on the lane; none if none is in hand. As of the
    /// last commit.
    public Optional<Instant> oldest() {
        return oldest;
    }

    /// How many partitions of the lane are this process'.
    public int partitions() {
        return partitions;
    }

    /// Does not block.
    public void stop() {
        stopping.countDown();
    }

    @Override
    public void completed(Work work, long outcomeOffset) {
        completions.add(new Completion(work, Optional.of(outcomeOffset)));
    }

    /// Done as well: its record need not be read again.
    @Override
    public void deferred(Work work) {
        completions.add(new Completion(work, Optional.empty()));
    }

    /// The partition's next owner reads it again.
    @Override
    public void left(Work work) {}

    @Override
    public void buried(Work work) {
        completions.add(new Completion(work, Optional.empty()));
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void turn() {
        try {
            settle();
            assignments.takeUp();
            boolean full = assignments.pauseAndResume(polledAtMost(settings));
            polled = nanoTime.getAsLong();
            // What makes room does not wake a poll.
            handOver(consumer.poll(full ? POLL_WHILE_FULL : POLL));
            partitions = assignments.count();
            if (nanoTime.getAsLong() - lastCommit >= settings.commitEvery().toNanos()) {
                lastCommit = nanoTime.getAsLong();
                assignments.commit();
                oldest = assignments.oldest();
            }
        } catch (KafkaException e) {
            // Kafka is away, or refuses: what is in hand goes on, and here it is tried again.
            LOG.warnf(
                    "event=lane-not-read topic=%s cause=%s",
                    settings.topic(), e.getClass().getSimpleName());
            pause();
        }
    }

    private void pause() {
        try {
            boolean _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private void handOver(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            HeldPartition held = assignments.held(record.partition());
            held.ledger()
                    .take(record.offset(), record.timestamp())
                    .map(work -> new Handed(
                            work,
                            held.gate(),
                            new KafkaLaneRecord(settings.lane(), record, aside.deadLetters(), aside.shelf()),
                            this))
                    .ifPresent(courier);
        }
        records.nextOffsets()
                .forEach((partition, next) ->
                        assignments.held(partition.partition()).ledger().reached(next.offset()));
    }

    /// Books what was reported.
    private void settle() {
        for (Completion done = completions.poll(); done != null; done = completions.poll()) {
            assignments.complete(done.work(), done.outcomeOffset());
        }
    }

    private void leave() {
        LOG.info("event=lane-draining");
        assignments.withdrawAll();
        assignments.drain();
        settle();
        assignments.commitAndForgetAll();
    }

    private record Completion(Work work, Optional<Long> outcomeOffset) {}

    /// Called inside `poll` and `close`, on the thread that owns everything here.
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assignments.assigned(partitions, polled);
        }

        /// The next owner begins where this one ends: what is out is waited for, and what is done
        /// is committed.
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assignments.withdraw(partitions);
            assignments.drain();
            settle();
            assignments.commitAndForget(partitions);
        }

        /// Somebody else has them already: there is nothing to wait for, and nothing may be
        /// committed.
        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            assignments.lose(partitions);
        }
    }
}
