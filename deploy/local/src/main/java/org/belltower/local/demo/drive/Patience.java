package org.belltower.local.demo.drive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks again and again at something in another process, which nothing here can signal, until it is so or a time has
/// passed. Thread-safe.
public final class Patience {
    private final InstantSource clock;
    private final Duration every;
    private final Duration within;

    /// @param clock should not jump when the wall clock is set
    /// @param every the pause between two looks
    public Patience(InstantSource clock, Duration every, Duration within) {
        this.clock = clock;
        this.every = every;
        this.within = within;
    }

    /// What is looked at.
    @FunctionalInterface
    public interface Look {
        boolean isSo() throws InterruptedException;
    }

    /// Blocks.
    ///
    /// @return whether it was so in time
    public boolean until(Look look) throws InterruptedException {
        Instant end = clock.instant().plus(within);
        while (!look.isSo()) {
            if (clock.instant().isAfter(end)) {
                return false;
            }
            pause();
        }
        return true;
    }

    private void pause() throws InterruptedException {
        // Interruptible, and never counted down.
        boolean _ = new CountDownLatch(1).await(every.toMillis(), TimeUnit.MILLISECONDS);
    }

    public Duration within() {
        return within;
    }
}
