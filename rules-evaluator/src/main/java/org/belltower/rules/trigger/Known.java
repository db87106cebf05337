package org.belltower.rules.trigger;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.Origin;
import org.belltower.model.change.Value;

/// A value and since when it is known.
///
/// @param reached from when its source's live event was accepted: no producer's clock tells that. What a snapshot or a
///     backfill tells of was there before, since when only its source can say. To be compared with the moment at which
///     a threshold was set (A6)
public record Known(Value value, Instant reached) {
    public Known {
        required("value", value);
        required("reached", reached);
    }

    /// The first that is known of an item. What its source says was so before has been so since nobody knows when.
    static Known first(ChangeEvent event, Instant accepted) {
        return event.step().unchanged() ? new Known(event.change().value(), Instant.EPOCH) : by(event, accepted);
    }

    static Known by(ChangeEvent event, Instant accepted) {
        Instant told = event.order().time();
        boolean news = event.origin() == Origin.LIVE || told.isAfter(accepted);
        return new Known(event.change().value(), news ? accepted : told);
    }
}
