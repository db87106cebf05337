package org.belltower.dispatch.apns.pool;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.belltower.service.failure.RetryPolicy;
import org.jspecify.annotations.Nullable;

/// When a connection may be tried again after others could not be made, or gave no answer: after a
/// while that doubles. The first answer ends that.
///
/// Not thread-safe.
final class Reopening {
    private final RetryPolicy pauses;
    private final LongSupplier nanoTime;
    private int failures;
    private long next;
    private @Nullable Throwable lastCause;

    Reopening(RetryPolicy pauses, LongSupplier nanoTime) {
        this.pauses = pauses;
        this.nanoTime = nanoTime;
    }

    boolean mayAttempt() {
        return left().isZero();
    }

    /// How long none may be tried; zero if one may.
    Duration left() {
        return failures == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, next - nanoTime.getAsLong()));
    }

    /// @param cause why; null if nobody said
    void failed(@Nullable Throwable cause) {
        failures++;
        lastCause = cause;
        next = nanoTime.getAsLong() + pauses.delay(failures).toNanos();
    }

    void succeeded() {
        failures = 0;
        lastCause = null;
    }

    /// In a row.
    int failures() {
        return failures;
    }

    /// Why the last one could not be made; null if it could, or nobody said.
    @Nullable
    Throwable lastCause() {
        return lastCause;
    }
}
