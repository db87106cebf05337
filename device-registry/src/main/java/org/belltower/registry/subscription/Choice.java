package org.belltower.registry.subscription;

import java.math.BigDecimal;
import org.belltower.model.change.Value;
import org.jspecify.annotations.Nullable;

/// A category that is to be on.
///
/// @param below the threshold: a percentage, or an amount in units of the account's currency; null is blank,
///     and every change notifies; 0 is a threshold like any other (A6)
public record Choice(@Nullable BigDecimal below) {
    public Choice {
        below = below == null ? null : Value.bounded("below", below);
    }
}
