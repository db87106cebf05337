package org.belltower.benchmarks.rules;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.model.wire.Topics;
import org.jspecify.annotations.Nullable;

/// Ends a copy amid a slow stream of events about students of each partition, starts it again as a supervisor would,
/// and sees when each partition is decided again. Not thread-safe.
final class Takeover {
    private static final long BEAT = Duration.ofMillis(100).toNanos();
    private static final Duration WHILE = Duration.ofSeconds(3);
    private static final Duration RESTART = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final RulesBed bed;
    private final IntSupplier segments;
    private final List<Integer> students;
    private final Set<String> pending = new HashSet<>();
    private long nextBeat = System.nanoTime();

    /// @param segments numbers that no events had before
    Takeover(RulesBed bed, IntSupplier segments) {
        this.bed = bed;
        this.segments = segments;
        Map<Integer, Integer> one = IntStream.range(0, bed.school().students())
                .boxed()
                .collect(Collectors.toMap(SampleSchool::partition, student -> student, (first, _) -> first));
        this.students = List.copyOf(one.values());
        if (students.size() != Topics.CHANGES.partitions()) {
            throw new IllegalArgumentException("too few students for all partitions");
        }
    }

    /// How a copy ends.
    @FunctionalInterface
    interface End {
        /// Returns when it has ended.
        void end() throws InterruptedException;
    }

    /// How long nothing was decided of what happened after the end.
    ///
    /// @param first until something of it was
    /// @param all until something of it was in each partition
    record Silence(Duration first, Duration all) {}

    /// Blocks until all that was fed is decided.
    ///
    /// @param again starts the copy that has ended, without waiting for it
    /// @throws IllegalStateException if an event is not decided, or twice
    Silence after(End end, Runnable again) throws InterruptedException {
        long ended = System.nanoTime();
        end.end();
        @Nullable Runnable start = again;
        Set<String> after = new HashSet<>();
        Map<Integer, Duration> decided = new TreeMap<>();
        while (decided.size() < students.size()) {
            Duration since = Duration.ofNanos(System.nanoTime() - ended);
            if (start != null && since.compareTo(RESTART) > 0) {
                start.run();
                start = null;
            }
            if (since.compareTo(LONGEST) > 0) {
                throw new IllegalStateException(
                        "only %d partitions are decided after %s".formatted(decided.size(), since));
            }
            after.addAll(feed());
            for (Results.Decided one : results()) {
                if (after.contains(one.event())) {
                    decided.putIfAbsent(one.partition(), Duration.ofNanos(System.nanoTime() - ended));
                }
            }
        }
        drain();
        return new Silence(
                decided.values().stream().min(Duration::compareTo).orElseThrow(),
                decided.values().stream().max(Duration::compareTo).orElseThrow());
    }

    /// Feeds for some seconds, and blocks until all of it is decided.
    void feedForAWhile() {
        long end = System.nanoTime() + WHILE.toNanos();
        while (System.nanoTime() - end < 0) {
            feed();
            results();
        }
        drain();
    }

    /// An event in each partition, if it is time.
    private Set<String> feed() {
        if (System.nanoTime() - nextBeat < 0) {
            return Set.of();
        }
        nextBeat = System.nanoTime() + BEAT;
        Set<String> ids = bed.write(segments.getAsInt(), students);
        pending.addAll(ids);
        return ids;
    }

    private List<Results.Decided> results() {
        List<Results.Decided> decided = bed.results().poll();
        if (bed.results().letters() > 0) {
            throw new IllegalStateException("put aside: " + bed.results().takeLetters());
        }
        for (Results.Decided one : decided) {
            if (one.reason() != null || !pending.remove(one.event())) {
                throw new IllegalStateException(one + " was decided twice, or as no news");
            }
        }
        return decided;
    }

    private void drain() {
        long began = System.nanoTime();
        while (!pending.isEmpty()) {
            results();
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw new IllegalStateException(pending.size() + " events were never decided");
            }
        }
    }
}
