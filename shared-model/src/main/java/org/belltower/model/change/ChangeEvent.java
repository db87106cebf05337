package org.belltower.model.change;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.model.DistrictId;
import org.belltower.model.wire.RecordKey;

/// One accepted change of one value about one student: what event-ingest writes and rules-evaluator decides.
///
/// @param district from the producer's verified token
/// @param id what makes a second copy of this event a repeat
/// @param order when it happened, in its source's order
/// @param origin whether it may notify at all
/// @param step what became of the item that the change is about
/// @param change what happened
public record ChangeEvent(
        DistrictId district, EventId id, EventOrder order, Origin origin, ItemStep step, Change change) {
    public ChangeEvent {
        required("district", district);
        required("id", id);
        required("order", order);
        required("origin", origin);
        required("step", step);
        required("change", change);
    }

    /// One whose item is there, as what it was called before.
    public ChangeEvent(DistrictId district, EventId id, EventOrder order, Origin origin, Change change) {
        this(district, id, order, origin, new ItemStep.Upsert(), change);
    }

    /// The key of its record: the student, so that two changes about one student stay in order (I-23).
    public RecordKey key() {
        return new RecordKey(district, change.student().value());
    }
}
