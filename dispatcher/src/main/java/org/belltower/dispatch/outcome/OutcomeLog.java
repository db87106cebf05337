package org.belltower.dispatch.outcome;

import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.model.outcome.Outcome;

/// Where the end of every push is written down, unless its assignment is lost by then.
///
/// Thread-safe.
@FunctionalInterface
public interface OutcomeLog {
    /// Takes it to be written, and tells when it is durable, however long that takes: a push
    /// without a durable outcome does not count as done. While it is in doubt whose the assignment
    /// is, it waits. Does not block. If the service ends first, it may or may not have been
    /// written, and is not told of. Repeatable: readers go by push id and lane offset.
    ///
    /// @param gate of the assignment under which the push was sent
    void write(Outcome outcome, AssignmentGate gate, Fate fate);

    /// What became of it: one of these, once. Must neither block nor throw.
    interface Fate {
        /// @param offset where it stands in its partition, which has the number of the lane's partition
        void durable(long offset);

        /// It was not written: the assignment was lost before. Whoever has it next ends the push.
        void lost();
    }
}
