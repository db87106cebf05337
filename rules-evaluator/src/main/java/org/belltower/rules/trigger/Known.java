package org.belltower.rules.trigger;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.Value;

/// A value and the moment it was reached, by the source's clock.
public record Known(Value value, Instant reached) {
    public Known {
        required("value", value);
        required("reached", reached);
    }

    static Known by(ChangeEvent event) {
        return new Known(event.change().value(), event.order().time());
    }
}
