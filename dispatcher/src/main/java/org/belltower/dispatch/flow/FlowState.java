package org.belltower.dispatch.flow;

import java.time.Duration;
import java.util.Map;
import org.belltower.dispatch.breaker.Breaker;
import org.belltower.dispatch.breaker.EnvironmentGuard;
import org.belltower.dispatch.limit.Quota;
import org.belltower.model.AppId;
import org.jspecify.annotations.Nullable;

/// How a credential stands now.
///
/// @param limit the most in flight at this moment
/// @param alertsWaiting for a permit, in hand
/// @param longestWait how long the one that waits longest has waited for its permit; null if none
///     waits
/// @param quota what is left of the provider's rate; null if it has none
/// @param outage whether the provider is taken to be away
/// @param refused the apps for which it refuses who we are
/// @param tripped those whose tokens are taken to be of another environment
public record FlowState(
        int limit,
        int alertsInFlight,
        int bulkInFlight,
        int alertsWaiting,
        int bulkWaiting,
        @Nullable Duration longestWait,
        @Nullable Quota quota,
        Breaker.State outage,
        Map<AppId, Breaker.State.Open> refused,
        Map<Turn.Party, EnvironmentGuard.Tripped> tripped) {
    public FlowState {
        refused = Map.copyOf(refused);
        tripped = Map.copyOf(tripped);
    }

    public int inFlight() {
        return alertsInFlight + bulkInFlight;
    }

    public int waiting() {
        return alertsWaiting + bulkWaiting;
    }
}
