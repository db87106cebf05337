package org.belltower.ingest.sis;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.SourcePosition;

/// When something was so, in the order of a source's log.
///
/// @param snapshot whether a snapshot found it so, up to that place of the log and at that time;
///     else it was written there, and committed at that time
public record Moment(SourcePosition position, Instant time, boolean snapshot) {
    public Moment {
        required("position", position);
        required("time", time);
    }

    /// Of two entries of the log, or two snapshots, the one that stands behind the other. A
    /// snapshot is after what it saw: neither after what was written behind its place nor after
    /// what was committed since, wherever that stands.
    public boolean isAfter(Moment other) {
        if (snapshot == other.snapshot) {
            return order().isAfter(other.order());
        }
        return snapshot
                ? order().isAfter(other.order()) && !other.order().isUnseenBy(order())
                : order().isUnseenBy(other.order());
    }

    private EventOrder order() {
        return new EventOrder(time, position);
    }
}
