package org.belltower.dispatch.replica;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/// Finds out until which moment a copy knows everything.
///
/// **The idea.** It asks where the topic's partitions end, and reads on. Whatever was acknowledged before the
/// question left stands below the ends in the answer; so once the reader has passed all of them, the copy has
/// caught up with the moment of the *question*, however long the answer took. Then it asks again. A target
/// that is not reached while it is worth anything is given up for a newer one: otherwise a topic that was
/// made anew, and is shorter, would never be caught up with.
///
/// **The invariant.** While the freshness says fresh, everything that was acknowledged longer ago than the
/// limit has been read. A question without an answer proves nothing.
///
/// Not thread-safe: owned by the thread that reads.
///
/// @param <P> what names a partition
public final class CatchUp<P> {
    private static final Duration OFTEN_ENOUGH = Duration.ofMillis(500);
    private static final int AT_LEAST_IN_A_LIMIT = 4;

    private final Freshness freshness;
    private final LongSupplier nanoTime;
    private final long every;
    private State<P> state;

    private sealed interface State<P> {
        /// Nothing to do until then.
        record Idle<P>(long until) implements State<P> {}

        record Asked<P>(long at) implements State<P> {}

        record Towards<P>(long askedAt, Map<P, Long> ends) implements State<P> {}
    }

    public CatchUp(Freshness freshness, LongSupplier nanoTime) {
        this.freshness = freshness;
        this.nanoTime = nanoTime;
        this.every = Math.min(
                OFTEN_ENOUGH.toNanos(),
                freshness.limit().dividedBy(AT_LEAST_IN_A_LIMIT).toNanos());
        this.state = new State.Idle<>(nanoTime.getAsLong());
    }

    /// Whether it is time to ask for the ends: at once, every half second, and more often if the limit is
    /// short.
    public boolean isDue() {
        long now = nanoTime.getAsLong();
        return switch (state) {
            case State.Idle<P> idle -> now - idle.until() >= 0;
            case State.Asked<P> _ -> false;
            case State.Towards<P> towards ->
                now - towards.askedAt() > freshness.limit().toNanos();
        };
    }

    /// The question leaves after this.
    public void asked() {
        state = new State.Asked<>(nanoTime.getAsLong());
    }

    /// The answer to the last question.
    ///
    /// @param ends of every partition: the offset after its last acknowledged record
    public void answered(Map<P, Long> ends) {
        if (state instanceof State.Asked<P> asked) {
            state = new State.Towards<>(asked.at(), Map.copyOf(ends));
        }
    }

    /// There will be no answer: what is known grows older.
    public void failed() {
        state = new State.Idle<>(nanoTime.getAsLong() + every);
    }

    /// The copy has taken in everything below these positions.
    ///
    /// @param positions asked for only while there is something to compare them with
    public void read(ToLongFunction<P> positions) {
        if (state instanceof State.Towards<P> towards
                && towards.ends().entrySet().stream()
                        .allMatch(end -> positions.applyAsLong(end.getKey()) >= end.getValue())) {
            freshness.caughtUp(towards.askedAt());
            state = new State.Idle<>(towards.askedAt() + every);
        }
    }
}
