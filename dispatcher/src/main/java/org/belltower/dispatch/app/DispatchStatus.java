package org.belltower.dispatch.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.belltower.dispatch.credential.UploadedCredentials.Uploaded;
import org.belltower.dispatch.send.Outlet;
import org.belltower.dispatch.send.Route;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.credential.SealedCredential;
import org.jspecify.annotations.Nullable;

/// The dispatcher as an operator sees it.
///
/// @param stage where it is between start and end
/// @param boundDevices devices whose binding is known
/// @param inHand pushes taken from the lane and not ended
/// @param routes those that are configured, for all districts
/// @param uploaded what the caller's district has uploaded for apps of its own
/// @param oldestSeconds how long the oldest of them has been in hand; null if there is none
public record DispatchStatus(
        String stage,
        int boundDevices,
        int inHand,
        @Nullable Double oldestSeconds,
        List<RouteStatus> routes,
        List<UploadedStatus> uploaded) {

    /// One credential that the caller's district has uploaded.
    ///
    /// @param version which of the app's credentials; null if its record cannot be read
    /// @param problem why its pushes wait; null if they are sent
    /// @param accepted by the provider since the start, by any version
    public record UploadedStatus(
            Provider provider,
            String app,
            @Nullable Long version,
            @Nullable String problem,
            @Nullable String detail,
            int inFlight,
            long accepted,
            int waitingToRetry) {}

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

    static DispatchStatus of(Dispatcher dispatcher, StatusBoard board, DistrictId district) {
        return new DispatchStatus(
                dispatcher.stage().name(),
                dispatcher.boundDevices(),
                board.inHand(),
                board.oldest().map(DispatchStatus::seconds).orElse(null),
                dispatcher.routes().all().stream()
                        .map(route -> of(route, board.standing(route)))
                        .sorted(Comparator.comparing(RouteStatus::app).thenComparing(RouteStatus::provider))
                        .toList(),
                dispatcher.uploaded().of(district).stream()
                        .map(credential -> of(credential, board))
                        .sorted(Comparator.comparing(UploadedStatus::app).thenComparing(UploadedStatus::provider))
                        .toList());
    }

    private static UploadedStatus of(Uploaded credential, StatusBoard board) {
        SealedCredential known = credential.sealed();
        Long version = known == null ? null : known.facts().version();
        Provider provider = credential.id().provider();
        String app = credential.id().app().value();
        return switch (credential.outlet()) {
            case Outlet.Open open -> {
                StatusBoard.Standing standing = board.standing(open.route());
                yield new UploadedStatus(
                        provider,
                        app,
                        version,
                        null,
                        null,
                        standing.inFlight(),
                        standing.accepted(),
                        standing.waiting());
            }
            case Outlet.Closed closed ->
                new UploadedStatus(provider, app, version, closed.code(), closed.detail(), 0, 0, 0);
            case Outlet.Missing _ -> new UploadedStatus(provider, app, version, null, null, 0, 0, 0);
        };
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
