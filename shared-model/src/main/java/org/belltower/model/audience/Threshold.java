package org.belltower.model.audience;

import static org.belltower.model.InvalidFieldException.required;

import java.math.BigDecimal;
import java.time.Instant;
import org.belltower.model.change.Value;

/// "Tell me when it falls below" (A6). Off, blank and 0 are three things: no [Subscription], no threshold in it,
/// and a threshold of 0.
///
/// @param below a percentage, or an amount in units of the account's currency
/// @param since when it was set to this
public record Threshold(BigDecimal below, Instant since) {
    public Threshold {
        below = Value.bounded("below", below);
        required("since", since);
    }
}
