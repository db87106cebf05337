package org.belltower.model.change;

import java.time.Instant;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// When a change happened, in the order of its source: by position where both sides have one, else by time.
///
/// Only for changes of one source, whose log the positions are of. They compare within a generation; a later
/// generation (a new snapshot of the source) is after an earlier one. Ties are not after: the first one stands (I-16).
///
/// @param time the CloudEvents `time`
/// @param position where in its source's log the change stands, if the source has a log
public record EventOrder(Instant time, @Nullable SourcePosition position) {
    public EventOrder {
        InvalidFieldException.required("time", time);
    }

    public boolean isAfter(EventOrder other) {
        if (position != null && other.position != null) {
            return position.compareTo(other.position) > 0;
        }
        return time.isAfter(other.time);
    }

    /// Whether a snapshot of its source, read at that order, did not see a change: it stands after
    /// the place up to which the snapshot read the log, or happened since. The place alone would
    /// not tell: what a transaction wrote that was still under way then stands before it, and nobody
    /// saw it until that committed.
    public boolean isUnseenBy(EventOrder snapshot) {
        boolean sameRun = position == null
                || snapshot.position == null
                || position.generation() == snapshot.position.generation();
        return isAfter(snapshot) || (sameRun && time.isAfter(snapshot.time));
    }
}
