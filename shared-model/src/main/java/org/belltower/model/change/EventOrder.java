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
}
