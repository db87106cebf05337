package org.belltower.benchmarks.chaos.ledger;

import java.time.Duration;
import java.util.List;

/// How long pushes took from being fed to their first reception.
///
/// @param received of those that were, sorted
/// @param never how many were not
public record Waits(List<Duration> received, int never) {
    private static final double PERCENT = 100;

    public Waits {
        received = received.stream().sorted().toList();
    }

    public int count() {
        return received.size() + never;
    }

    /// The wait that so many percent of all did not exceed (nearest rank).
    ///
    /// @param percent above 0, at most 100
    /// @throws IllegalStateException if it is of one that was never received, or there are none
    public Duration percentile(int percent) {
        int rank = (int) Math.ceil(percent / PERCENT * count());
        if (rank == 0 || rank > received.size()) {
            throw new IllegalStateException("%d of %d were never received".formatted(never, count()));
        }
        return received.get(rank - 1);
    }
}
