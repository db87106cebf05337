package org.belltower.dispatch.deferral;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.belltower.model.outcome.Outcome.LaneOffset;

/// What the outcomes say of pushes that somebody else had in hand. Blocks. Fails with a
/// RuntimeException if they cannot be read now.
public interface DurableOutcomes {
    /// The end of each partition, by number; may be a little older than now.
    List<Long> ends();

    /// Which of these have an outcome. Reads each partition once, from the lowest that is asked for
    /// to its end.
    Set<LaneOffset> among(Collection<Doubt> doubts);

    /// @param place of the push on its lane; its outcome stands in the partition of the same number
    /// @param outcomesFrom at or above this offset, if there is one
    record Doubt(LaneOffset place, long outcomesFrom) {}
}
