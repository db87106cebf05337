package org.belltower.registry.publish;

import java.time.Duration;
import java.time.InstantSource;

/// Forgets from time to time who was taken out so long ago that no push decided before can be left. Then
/// their student's record no longer names them.
public final class RemovedPurge {
    private static final int PORTION = 1000;

    private final Removed removed;
    private final Duration kept;
    private final InstantSource clock;

    /// @param kept as long as a push can live
    public RemovedPurge(Removed removed, Duration kept, InstantSource clock) {
        this.removed = removed;
        this.kept = kept;
        this.clock = clock;
    }

    /// Blocks until there are no more to forget, in short transactions.
    ///
    /// @return how many were forgotten
    /// @throws RuntimeException while the store is away; what is left is left to the next tick
    public int tick() {
        int forgotten = 0;
        int portion;
        do {
            portion = removed.forget(clock.instant().minus(kept), PORTION);
            forgotten += portion;
        } while (portion == PORTION);
        return forgotten;
    }
}
