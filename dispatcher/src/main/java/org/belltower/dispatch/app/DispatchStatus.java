package org.belltower.dispatch.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.belltower.dispatch.send.Route;
import org.belltower.model.Provider;
import org.jspecify.annotations.Nullable;

/// The dispatcher as an operator sees it.
///
/// @param stage where it is between start and end
/// @param boundDevices devices whose binding is known
/// @param inHand pushes taken from the lane and not ended
/// @param oldestSeconds how long the oldest of them has been in hand; null if there is none
public record DispatchStatus(
        String stage,
        int boundDevices,
        int inHand,
        @Nullable Double oldestSeconds,
        List<RouteStatus> routes) {

    /// One app at one provider.
    ///
    /// @param credential what the provider knows us by: team and environment, or project
    /// @param accepted by the provider since the start; what a device shows is not known
    /// @param waitingToRetry sent in vain, to be sent again
    /// @param lastAccepted null if none was since the start
    public record RouteStatus(
            Provider provider,
            String app,
            String credential,
            int inFlight,
            long accepted,
            int waitingToRetry,
            @Nullable Instant lastAccepted) {}

    static DispatchStatus of(Dispatcher dispatcher, StatusBoard board) {
        return new DispatchStatus(
                dispatcher.stage().name(),
                dispatcher.boundDevices(),
                board.inHand(),
                board.oldest().map(DispatchStatus::seconds).orElse(null),
                dispatcher.routes().all().stream()
                        .map(route -> of(route, board.standing(route)))
                        .sorted(Comparator.comparing(RouteStatus::app).thenComparing(RouteStatus::provider))
                        .toList());
    }

    private static RouteStatus of(Route route, StatusBoard.Standing standing) {
        return new RouteStatus(
                route.provider(),
                route.app().value(),
                route.credential().id(),
                standing.inFlight(),
                standing.accepted(),
                standing.waiting(),
                standing.lastAccepted());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
