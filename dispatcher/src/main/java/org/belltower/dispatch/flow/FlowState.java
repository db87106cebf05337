package org.belltower.dispatch.flow;

import java.util.Map;
import org.belltower.dispatch.breaker.Breaker;
import org.belltower.dispatch.breaker.EnvironmentGuard;
import org.belltower.model.AppId;

/// How a credential stands now.
///
/// @param limit the most in flight at this moment
/// @param alertsWaiting for a permit, in hand
/// @param outage whether the provider is taken to be away
/// @param refused the apps for which it refuses who we are
/// @param tripped those whose tokens are taken to be of another environment
public record FlowState(
        int limit,
        int alertsInFlight,
        int bulkInFlight,
        int alertsWaiting,
        int bulkWaiting,
        Breaker.State outage,
        Map<AppId, Breaker.State.Open> refused,
        Map<Turn.Party, EnvironmentGuard.Tripped> tripped) {
    static final FlowState UNUSED = new FlowState(0, 0, 0, 0, 0, new Breaker.State.Closed(), Map.of(), Map.of());

    public FlowState {
        refused = Map.copyOf(refused);
        tripped = Map.copyOf(tripped);
    }

    public int inFlight() {
        return alertsInFlight + bulkInFlight;
    }
}
