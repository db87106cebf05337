package org.belltower.dispatch.outcome;

import java.util.function.LongConsumer;
import org.belltower.model.outcome.Outcome;

/// Where the end of every push is written down.
///
/// Thread-safe.
@FunctionalInterface
public interface OutcomeLog {
    /// Takes it to be written, and tells when it is durable, however long that takes: a push
    /// without a durable outcome does not count as done. Does not block. If the service ends first,
    /// it may or may not have been written, and is not told of. Repeatable: readers go by push id
    /// and lane offset.
    ///
    /// @param durable told where it stands in its partition, which has the number of the lane's
    ///     partition; must neither block nor throw
    void write(Outcome outcome, LongConsumer durable);
}
