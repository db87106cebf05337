package org.belltower.registry.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after failures in a row: twice as long each time up to a limit, and less than that by chance, so
/// that many who failed together do not come back together.
public record Backoff(Duration first, Duration most, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 16;

    /// @param failures in a row, 1 or more
    public Duration after(int failures) {
        Duration whole = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration bounded = whole.compareTo(most) > 0 ? most : whole;
        return Duration.ofMillis((long) (bounded.toMillis() * random.nextDouble(0.5, 1.0)));
    }
}
