package org.belltower.dispatch.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.belltower.dispatch.consume.Assignment;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.CommitPoint;
import org.belltower.dispatch.consume.Ownership;
import org.belltower.dispatch.consume.Work;
import org.belltower.dispatch.deferral.NotNowException;
import org.belltower.dispatch.deferral.Shelf;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.service.kafka.KafkaClients;
import org.jboss.logging.Logger;

/// The partitions of a lane that this process has: taken up after the tail of their outcomes was
/// read, paused when they are full, committed, and given away.
///
/// That they are still its own is proven by commits: the group takes none of who is no member any more, and gives
/// nothing of a member away before its session is over (Kafka: group protocol). While the last one that was taken lies
/// so far back that the session could be over, nothing of them is sent or written down; what was lost is not written
/// down any more.
///
/// Owned by the thread that polls.
final class Assignments {
    private static final Logger LOG = Logger.getLogger(Assignments.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofMillis(20);
    /// Before the session is over: for what is just being sent.
    private static final Duration RESERVE = Duration.ofSeconds(1);
    /// Of a session: so often at least a commit is tried.
    private static final int PROOFS = 6;

    private final LaneSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Shelf shelf;
    private final OutcomeTail tail;
    private final Runnable wake;
    private final LongSupplier nanoTime;
    private final Freshness membership;
    private final Map<Integer, HeldPartition> held = new HashMap<>();
    private final Set<TopicPartition> notTakenUp = new HashSet<>();

    /// Gates of assignments that are over, until nobody is inside: what this process itself still
    /// has out must be written down before it reads the outcomes of a partition that came back.
    private final List<AssignmentGate> withdrawn = new ArrayList<>();

    private long epoch;
    private boolean committing;
    private boolean lastCommitted = true;

    Assignments(
            KafkaClients kafka,
            LaneSettings settings,
            KafkaConsumer<byte[], byte[]> consumer,
            Shelf shelf,
            Runnable wake,
            DispatchListener listener,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.consumer = consumer;
        this.shelf = shelf;
        this.tail = new OutcomeTail(kafka, settings.topic(), ANSWER, listener);
        this.wake = wake;
        this.nanoTime = nanoTime;
        this.membership = new Freshness(settings.session().minus(RESERVE), nanoTime, wake);
    }

    /// The partition's, which was taken up: paused partitions bring no records before that.
    HeldPartition held(int partition) {
        return Objects.requireNonNull(held.get(partition), "a record of a partition that was not taken up");
    }

    /// Notes new partitions; nothing of them is read before they are taken up.
    ///
    /// @param polled when the poll began by which they came
    void assigned(Collection<TopicPartition> partitions, long polled) {
        membership.caughtUp(polled);
        consumer.pause(partitions);
        notTakenUp.addAll(partitions);
    }

    /// Takes up what is new: reads what is done there, so that it is not sent again. If that cannot
    /// be done yet, the next call tries again: while a former assignment still has something out,
    /// or if Kafka does not answer.
    ///
    /// @throws KafkaException if Kafka does not answer
    void takeUp() {
        if (notTakenUp.isEmpty() || !awaitQuiet(GLANCE)) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(notTakenUp, ANSWER);
        Map<Integer, OutcomeTail.Start> starts = new HashMap<>();
        for (TopicPartition partition : notTakenUp) {
            String metadata = Optional.ofNullable(committed.get(partition))
                    .map(OffsetAndMetadata::metadata)
                    .orElse("");
            starts.put(
                    partition.partition(),
                    new OutcomeTail.Start(consumer.position(partition, ANSWER), CommitPoint.outcomesFrom(metadata)));
        }
        Map<Integer, OutcomeTail.Tail> tails = tail.read(starts);
        epoch++;
        noteDeferred(starts, tails);
        tails.forEach((partition, read) ->
                takeUp(partition, Objects.requireNonNull(starts.get(partition)).position(), read));
        consumer.resume(notTakenUp);
        notTakenUp.clear();
        LOG.infof(
                "event=partitions-taken-up topic=%s epoch=%d partitions=%s done-ahead=%d",
                settings.topic(),
                epoch,
                tails.keySet(),
                tails.values().stream().mapToInt(read -> read.done().size()).sum());
    }

    private void takeUp(int partition, long position, OutcomeTail.Tail read) {
        Assignment assignment = new Assignment(epoch, partition, position, read.from(), read.end(), read.done());
        held.put(partition, new HeldPartition(assignment, settings.window(), new AssignmentGate(this::ownership)));
    }

    private Ownership ownership() {
        return membership.isFresh() ? Ownership.OURS : Ownership.IN_DOUBT;
    }

    /// What was deferred is not taken in hand a second time. While the table does not answer it is: better twice, under
    /// the same id, than that nothing is sent (R3). Then it is not asked again for each partition.
    private void noteDeferred(Map<Integer, OutcomeTail.Start> starts, Map<Integer, OutcomeTail.Tail> tails) {
        try {
            tails.forEach((partition, read) -> {
                long position = Objects.requireNonNull(starts.get(partition)).position();
                shelf.offsetsFrom(new LaneOffset(settings.topic(), partition, position), read.from())
                        .forEach(read.done()::add);
            });
        } catch (NotNowException e) {
            LOG.warnf("event=deferred-not-known topic=%s", settings.topic());
        }
    }

    /// Partitions without room for a whole poll pause; those with room again go on.
    ///
    /// @return whether any has none
    boolean pauseAndResume(int polledAtMost) {
        Set<TopicPartition> paused = consumer.paused();
        boolean full = false;
        for (Map.Entry<Integer, HeldPartition> partition : held.entrySet()) {
            TopicPartition topicPartition = new TopicPartition(settings.topic(), partition.getKey());
            boolean room = partition.getValue().ledger().hasRoomFor(polledAtMost);
            full |= !room;
            if (room && paused.contains(topicPartition)) {
                consumer.resume(Set.of(topicPartition));
            } else if (!room && !paused.contains(topicPartition)) {
                consumer.pause(Set.of(topicPartition));
            }
        }
        return full;
    }

    /// @param outcomeOffset empty if the record was buried
    void complete(Work work, Optional<Long> outcomeOffset) {
        HeldPartition partition = held.get(work.partition());
        if (partition != null) {
            boolean _ = outcomeOffset.isPresent()
                    ? partition.ledger().complete(work, outcomeOffset.get())
                    : partition.ledger().complete(work);
        }
    }

    /// How many partitions are this process', taken up or not.
    int count() {
        return held.size() + notTakenUp.size();
    }

    /// Since when the oldest that is in hand stands on the lane.
    Optional<Instant> oldest() {
        return held.values().stream()
                .map(partition -> partition.ledger().oldest())
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .mapToObj(Instant::ofEpochMilli)
                .min(Comparator.naturalOrder());
    }

    /// Commits what is new, and where all stand if they have to be proven again, without waiting for the answer: what
    /// fails is committed with the next.
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> points =
                points(held.keySet(), isProofDue() ? HeldPartition::point : HeldPartition::news);
        if (points.isEmpty() || committing) {
            return;
        }
        committing = true;
        long began = nanoTime.getAsLong();
        consumer.commitAsync(points, (_, failure) -> {
            committing = false;
            if (failure == null) {
                membership.caughtUp(began);
                noteCommitted(points);
            } else if (lastCommitted) {
                // Once, not for as long as Kafka is away.
                LOG.warnf("event=commit-failed cause=%s", failure.getClass().getSimpleName());
            }
            lastCommitted = failure == null;
        });
    }

    private boolean isProofDue() {
        return membership.lag().filter(lag -> lag.compareTo(proofs()) < 0).isEmpty();
    }

    /// So far apart are two proofs at most.
    private Duration proofs() {
        return settings.session().dividedBy(PROOFS);
    }

    private Map<TopicPartition, OffsetAndMetadata> points(
            Collection<Integer> partitions, Function<HeldPartition, Optional<CommitPoint>> of) {
        Map<TopicPartition, OffsetAndMetadata> points = new HashMap<>();
        for (int number : partitions) {
            HeldPartition partition = held.get(number);
            if (partition != null) {
                of.apply(partition)
                        .ifPresent(point -> points.put(
                                new TopicPartition(settings.topic(), number),
                                new OffsetAndMetadata(point.position(), point.metadata())));
            }
        }
        return points;
    }

    private void noteCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((topicPartition, offset) -> {
            HeldPartition partition = held.get(topicPartition.partition());
            if (partition != null) {
                CommitPoint.outcomesFrom(offset.metadata())
                        .ifPresent(from -> partition.committed(new CommitPoint(offset.offset(), from)));
            }
        });
    }

    /// From here on nothing of these is sent any more.
    void withdraw(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            HeldPartition given = held.get(partition.partition());
            if (given != null) {
                given.gate().withdraw();
                withdrawn.add(given.gate());
            }
        }
        wake.run();
    }

    void withdrawAll() {
        withdraw(all());
    }

    /// These are somebody else's already: nothing of them is written down any more, or committed.
    void lose(Collection<TopicPartition> partitions) {
        withdraw(partitions);
        loseWithdrawn();
        forget(partitions);
    }

    /// Waits until all that is out of withdrawn assignments is written down, but not for ever. What is not is lost: the
    /// next owner sends it.
    void drain() {
        long deadline = nanoTime.getAsLong() + settings.drain().toNanos();
        boolean quiet = awaitQuiet(earlier(proofs(), deadline));
        while (!quiet
                && deadline - nanoTime.getAsLong() > 0
                && !Thread.currentThread().isInterrupted()) {
            prove();
            quiet = awaitQuiet(earlier(proofs(), deadline));
        }
        if (!quiet) {
            LOG.warn("event=drain-timed-out");
            loseWithdrawn();
        }
    }

    private Duration earlier(Duration wait, long deadline) {
        Duration left = Duration.ofNanos(deadline - nanoTime.getAsLong());
        return left.compareTo(wait) < 0 ? left : wait;
    }

    private void loseWithdrawn() {
        withdrawn.forEach(AssignmentGate::lose);
    }

    /// What is out is written down only while they are ours, for sure: nobody polls meanwhile, and commits.
    private void prove() {
        long began = nanoTime.getAsLong();
        try {
            consumer.commitSync(points(held.keySet(), HeldPartition::point), proofs());
            membership.caughtUp(began);
        } catch (KafkaException e) {
            LOG.debugf("event=commit-failed cause=%s", e.getClass().getSimpleName());
        }
    }

    private boolean awaitQuiet(Duration longest) {
        long deadline = nanoTime.getAsLong() + longest.toNanos();
        try {
            while (!withdrawn.isEmpty() && withdrawn.getFirst().awaitEmpty(deadline - nanoTime.getAsLong())) {
                withdrawn.removeFirst();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return withdrawn.isEmpty();
    }

    /// Commits what these have done, and lets them go.
    void commitAndForget(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> news =
                points(partitions.stream().map(TopicPartition::partition).toList(), HeldPartition::news);
        try {
            if (!news.isEmpty()) {
                consumer.commitSync(news, ANSWER);
            }
        } catch (KafkaException e) {
            // Nothing is lost: the outcomes tell the next owner what is done.
            LOG.warnf("event=commit-failed cause=%s", e.getClass().getSimpleName());
        }
        forget(partitions);
    }

    void commitAndForgetAll() {
        commitAndForget(all());
    }

    void forget(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            held.remove(partition.partition());
            notTakenUp.remove(partition);
        }
    }

    private List<TopicPartition> all() {
        return held.keySet().stream()
                .map(number -> new TopicPartition(settings.topic(), number))
                .toList();
    }
}
