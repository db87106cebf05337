package org.belltower.benchmarks.dispatch.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How many requests a provider has that it did not answer yet, from when they arrived: it answers
/// each after the same time. Told at each arrival, when there are most. Not thread-safe.
public final class Outstanding {
    private final Duration latency;
    private final Deque<Instant> unanswered = new ArrayDeque<>();
    private int most;

    /// @param latency of every answer, at least
    public Outstanding(Duration latency) {
        this.latency = latency;
    }

    /// @param at not before the one before
    public void arrived(Instant at) {
        while (!unanswered.isEmpty() && !unanswered.peekFirst().plus(latency).isAfter(at)) {
            unanswered.removeFirst();
        }
        unanswered.addLast(at);
        most = Math.max(most, unanswered.size());
    }

    /// The most at any arrival so far.
    public int most() {
        return most;
    }
}
