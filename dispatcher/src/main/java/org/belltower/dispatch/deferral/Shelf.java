package org.belltower.dispatch.deferral;

import java.util.Set;
import org.belltower.model.outcome.Outcome.LaneOffset;

/// Where a push is put that waits longer than it may in memory.
///
/// Thread-safe.
public interface Shelf {
    /// There is none: everything waits in hand.
    Shelf NONE = new Shelf() {
        @Override
        public void put(DeferredPush push) {
            throw new NotNowException("pushes are not deferred here");
        }

        @Override
        public Set<Long> offsetsFrom(LaneOffset first, long outcomesFrom) {
            return Set.of();
        }
    };

    /// Blocks until the push is committed, or was put before: then its record on the lane is done.
    ///
    /// @throws NotNowException if the table does not answer in good time: the caller keeps the push
    ///     in hand
    void put(DeferredPush push) throws InterruptedException;

    /// Those of a lane's partition, at or above the offset, that were put and must not be taken in
    /// hand from the lane. Blocks.
    ///
    /// @param outcomesFrom an offset of the outcomes' partition of the same number: if they have
    ///     outcomes, these stand at or above it
    /// @throws NotNowException while the table is away; one that was put before a crash, and whose
    ///     offset was not committed, may then be sent twice under the same id
    Set<Long> offsetsFrom(LaneOffset first, long outcomesFrom);
}
