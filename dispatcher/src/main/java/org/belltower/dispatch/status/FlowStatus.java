package org.belltower.dispatch.status;

import java.time.Duration;
import org.belltower.dispatch.flow.FlowState;
import org.belltower.dispatch.limit.Quota;
import org.jspecify.annotations.Nullable;

/// How a credential stands with its provider.
///
/// @param limit the most in flight at this moment
/// @param inFlight sends on their way
/// @param waiting pushes in hand that wait for their turn
/// @param oldestWaitingSeconds how long the one that waits longest does; null if none waits
/// @param provider whether the provider is taken to be away
/// @param quota what is left of the provider's rate; null where it names none
public record FlowStatus(
        int limit,
        ByLane inFlight,
        ByLane waiting,
        @Nullable Double oldestWaitingSeconds,
        BreakerStatus provider,
        @Nullable QuotaStatus quota) {
    /// Counted apart.
    public record ByLane(int alerts, int bulk) {}

    /// What is left of a provider's rate.
    ///
    /// @param perSecond what may leave a second now: it rises when sending begins
    /// @param left what may leave at once now
    /// @param pausedSeconds for how long nothing leaves, since the provider said so
    public record QuotaStatus(double perSecond, int left, double pausedSeconds) {}

    public static FlowStatus of(FlowState flow) {
        Duration wait = flow.longestWait();
        Quota quota = flow.quota();
        return new FlowStatus(
                flow.limit(),
                new ByLane(flow.alertsInFlight(), flow.bulkInFlight()),
                new ByLane(flow.alertsWaiting(), flow.bulkWaiting()),
                wait == null ? null : seconds(wait),
                BreakerStatus.of(flow.outage()),
                quota == null ? null : new QuotaStatus(quota.perSecond(), quota.left(), seconds(quota.paused())));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
