package org.belltower.rules.trigger;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.Value;

/// A value and since when it is known.
///
/// @param reached when the first event that said so was accepted. It is compared with the moment at
///     which a threshold was set (A6): no producer's clock tells that, nor an event's own time
public record Known(Value value, Instant reached) {
    public Known {
        required("value", value);
        required("reached", reached);
    }

    static Known by(ChangeEvent event, Instant accepted) {
        return new Known(event.change().value(), accepted);
    }
}
