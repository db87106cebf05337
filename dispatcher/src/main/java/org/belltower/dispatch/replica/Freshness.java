package org.belltower.dispatch.replica;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Whether a copy of a topic is recent enough to act on ("bounded staleness"): it is, while everything that
/// was written until a moment no longer ago than the limit is known. Grows old by itself; somebody must say
/// again and again that it has caught up.
///
/// Thread-safe. [#caughtUp] is called by one thread, the one that reads.
public final class Freshness {
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final Runnable renewed;
    private volatile @Nullable Long asOf;

    /// @param limit the longest lag that one may act on
    /// @param renewed run when a copy that was too old, or never complete, is fresh again
    public Freshness(Duration limit, LongSupplier nanoTime, Runnable renewed) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("the longest lag must be positive");
        }
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.renewed = renewed;
    }

    /// Everything that was written until then is known. An earlier moment than the last changes nothing.
    ///
    /// @param moment in the supplier's nanoseconds, not later than now
    public void caughtUp(long moment) {
        Long last = asOf;
        if (last != null && moment - last <= 0) {
            return;
        }
        boolean wasFresh = isFresh();
        asOf = moment;
        if (!wasFresh && isFresh()) {
            renewed.run();
        }
    }

    public boolean isFresh() {
        Long last = asOf;
        return last != null && nanoTime.getAsLong() - last <= limit.toNanos();
    }

    /// How long ago the last moment was until which everything is known; none if the copy has never been
    /// complete.
    public Optional<Duration> lag() {
        Long last = asOf;
        return last == null ? Optional.empty() : Optional.of(Duration.ofNanos(nanoTime.getAsLong() - last));
    }

    public Duration limit() {
        return limit;
    }
}
