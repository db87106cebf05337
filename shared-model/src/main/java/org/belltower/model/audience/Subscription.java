package org.belltower.model.audience;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A category that is switched on (A5, A6).
///
/// @param since when it was switched on
/// @param threshold null is blank: every change notifies
public record Subscription(Instant since, @Nullable Threshold threshold) {
    public Subscription {
        required("since", since);
    }
}
