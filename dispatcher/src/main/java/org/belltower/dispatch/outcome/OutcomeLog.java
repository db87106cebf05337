package org.belltower.dispatch.outcome;

import org.belltower.model.outcome.Outcome;

/// Where the end of every push is written down.
///
/// Thread-safe.
@FunctionalInterface
public interface OutcomeLog {
    /// Writes and blocks until the outcome is durable, however long that takes: a push without a durable outcome does
    /// not count as done. Repeatable: readers go by push id and lane offset.
    ///
    /// @return where it stands in its partition, which has the number of the lane's partition
    /// @throws InterruptedException if the service ends first; whether it was written is then unknown
    /// @throws UnwritableException if it never can be
    long write(Outcome outcome) throws InterruptedException;
}
