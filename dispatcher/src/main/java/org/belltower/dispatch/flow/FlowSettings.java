package org.belltower.dispatch.flow;

import java.util.Optional;
import org.belltower.dispatch.limit.AimdLimit;
import org.belltower.dispatch.limit.Rate;
import org.belltower.service.failure.RetryPolicy;

/// What holds for each credential.
///
/// @param mostInFlight whatever the provider would take
/// @param firebase what Firebase takes of a project; empty: as much as is in flight
/// @param probes how often a provider is asked whether it is back
/// @param refusedProbes how often it is asked whether it believes us again, or takes an app's
///     tokens
public record FlowSettings(
        int mostInFlight, Shares shares, Optional<Rate> firebase, RetryPolicy probes, RetryPolicy refusedProbes) {
    /// Slow start: doubled with each round that is taken.
    private static final int START = 16;

    public FlowSettings {
        if (mostInFlight < 1) {
            throw new IllegalArgumentException("1 or more must be in flight");
        }
    }

    AimdLimit limit() {
        return new AimdLimit(1, Math.min(START, mostInFlight), mostInFlight);
    }
}
