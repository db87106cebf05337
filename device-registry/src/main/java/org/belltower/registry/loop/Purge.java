package org.belltower.registry.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Forgets from time to time what was kept long enough, in portions: each is a short transaction.
public final class Purge {
    private static final int PORTION = 1000;

    private final String name;
    private final Old old;
    private final Duration kept;
    private final InstantSource clock;

    /// @param name for the log
    public Purge(String name, Old old, Duration kept, InstantSource clock) {
        this.name = name;
        this.old = old;
        this.kept = kept;
        this.clock = clock;
    }

    /// What is kept, in all districts. Blocks; fails with a RuntimeException while the store is away. Thread-safe.
    @FunctionalInterface
    public interface Old {
        /// Forgets what is from before the moment, oldest first.
        ///
        /// @param most at most so many
        /// @return how many they were
        int forget(Instant before, int most);
    }

    public String name() {
        return name;
    }

    /// Blocks until there are no more to forget.
    ///
    /// @return how many were forgotten
    /// @throws RuntimeException while the store is away; what is left is left to the next tick
    public int tick() {
        int forgotten = 0;
        int portion;
        do {
            portion = old.forget(clock.instant().minus(kept), PORTION);
            forgotten += portion;
        } while (portion == PORTION);
        return forgotten;
    }
}
