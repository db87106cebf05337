package org.belltower.dispatch.app;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
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
/// @param oldestSeconds how long the oldest of them has stood on its lane; null if there is none
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
    /// @param problem why it cannot be used here, so that its pushes wait; null if they are sent by
    ///     it
    /// @param traffic by any of the app's credentials that were uploaded
    public record UploadedStatus(
            Provider provider,
            String app,
            @Nullable Long version,
            @Nullable String problem,
            @Nullable String detail,
            @JsonUnwrapped Traffic traffic) {}

    /// One app at one provider, by the operator's credential.
    ///
    /// @param credential what the provider knows us by: team and environment, or project
    /// @param traffic of all districts that have no credential of their own for the app
    public record RouteStatus(
            Provider provider,
            String app,
            String credential,
            @JsonUnwrapped Traffic traffic) {}

    static DispatchStatus of(Dispatcher dispatcher, StatusBoard board, DistrictId district) {
        return new DispatchStatus(
                dispatcher.stage().name(),
                dispatcher.boundDevices(),
                board.inHand(),
                dispatcher.oldest().map(DispatchStatus::seconds).orElse(null),
                dispatcher.routes().all().stream()
                        .map(route -> of(route, board.traffic(route)))
                        .sorted(Comparator.comparing(RouteStatus::app).thenComparing(RouteStatus::provider))
                        .toList(),
                dispatcher.uploaded().of(district).stream()
                        .map(credential ->
                                of(credential, board.traffic(credential.id().app(), credential.credential())))
                        .sorted(Comparator.comparing(UploadedStatus::app).thenComparing(UploadedStatus::provider))
                        .toList());
    }

    private static UploadedStatus of(Uploaded credential, Traffic traffic) {
        SealedCredential known = credential.sealed();
        Outlet.Closed closed = credential.outlet() instanceof Outlet.Closed it ? it : null;
        return new UploadedStatus(
                credential.id().provider(),
                credential.id().app().value(),
                known == null ? null : known.facts().version(),
                closed == null ? null : closed.code(),
                closed == null ? null : closed.detail(),
                traffic);
    }

    private static RouteStatus of(Route route, Traffic traffic) {
        return new RouteStatus(
                route.provider(), route.app().value(), route.credential().id(), traffic);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
