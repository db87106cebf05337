package org.belltower.service.failure;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before something that failed is done again: doubling from the base to the cap, half of it
/// by chance, so that those who failed together do not come back together. Never before the time that the
/// other side asks for; a tenth on top of that, by chance, for the same reason.
///
/// As safe for use by many threads as its source of chance.
///
/// @param base the longest first wait
/// @param cap the longest wait that is ours to choose
/// @param random the source of chance
public record RetryPolicy(Duration base, Duration cap, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 20;

    public RetryPolicy {
        if (!base.isPositive() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("a retry policy needs 0 < base <= cap");
        }
    }

    /// @param failures in a row, from 1
    public Duration delay(int failures) {
        return delay(failures, Duration.ZERO);
    }

    /// @param failures in a row, from 1
    /// @param atLeast what the other side asks for; zero if nothing
    public Duration delay(int failures, Duration atLeast) {
        Duration doubled = base.multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        Duration full = doubled.compareTo(cap) < 0 ? doubled : cap;
        Duration own = full.dividedBy(2).plus(fraction(full.dividedBy(2)));
        Duration theirs = atLeast.plus(fraction(atLeast.dividedBy(10)));
        return own.compareTo(theirs) > 0 ? own : theirs;
    }

    private Duration fraction(Duration duration) {
        return Duration.ofMillis((long) (duration.toMillis() * random.nextDouble()));
    }
}
