package org.belltower.dispatch.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.belltower.dispatch.kafka.LaneConsumer;
import org.belltower.dispatch.limit.CopyShare;
import org.belltower.model.wire.Topics;

/// The threads that read the lanes, and the one by which what waits finds its time.
///
/// Thread-safe.
final class Lanes {
    private final List<LaneConsumer> consumers;
    private final List<Thread> threads;
    private final LongSupplier nanoTime;

    /// @param nanoTime by which an end is waited for
    /// @param ended called when one ends by itself or with a failure; on its thread
    Lanes(List<LaneConsumer> consumers, LongSupplier nanoTime, Consumer<Throwable> ended) {
        this.nanoTime = nanoTime;
        this.consumers = List.copyOf(consumers);
        this.threads = this.consumers.stream()
                .map(consumer ->
                        Thread.ofPlatform().name("dispatch-" + consumer.name()).unstarted(() -> run(consumer, ended)))
                .toList();
    }

    private static void run(LaneConsumer consumer, Consumer<Throwable> ended) {
        try {
            consumer.run();
            ended.accept(new IllegalStateException("the lane is not read any more"));
        } catch (RuntimeException | Error e) {
            ended.accept(e);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /// Since when the oldest push in hand stands on its lane; none if none is in hand.
    Optional<Instant> oldest() {
        return consumers.stream()
                .flatMap(consumer -> consumer.oldest().stream())
                .min(Comparator.naturalOrder());
    }

    /// How much of what comes by both lanes comes to this process.
    double share() {
        int held = consumers.stream().mapToInt(LaneConsumer::partitions).sum();
        return CopyShare.of(held, Topics.PUSH_ALERTS.partitions() + Topics.PUSH_BULK.partitions());
    }

    /// Lets them drain. Does not block.
    void stop() {
        consumers.forEach(LaneConsumer::stop);
    }

    /// @return false if one still runs when the time is over
    boolean join(Duration longest) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + longest.toNanos();
        boolean ended = true;
        for (Thread thread : threads) {
            ended &= thread.getState() == Thread.State.NEW
                    || thread.join(Duration.ofNanos(Math.max(1, deadline - nanoTime.getAsLong())));
        }
        return ended;
    }
}
