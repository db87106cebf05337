package org.belltower.local.machine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Instants that only go forward at the rate of a nanosecond counter: deadlines measured with it do not jump when the
/// wall clock is set.
public final class MonotonicClock implements InstantSource {
    private final Instant began;
    private final long origin;
    private final LongSupplier nanoseconds;

    public MonotonicClock(InstantSource wall, LongSupplier nanoseconds) {
        this.began = wall.instant();
        this.origin = nanoseconds.getAsLong();
        this.nanoseconds = nanoseconds;
    }

    @Override
    public Instant instant() {
        return began.plus(Duration.ofNanos(nanoseconds.getAsLong() - origin));
    }
}
