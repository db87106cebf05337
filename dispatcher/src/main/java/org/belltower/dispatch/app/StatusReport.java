package org.belltower.dispatch.app;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.belltower.dispatch.app.DispatchStatus.CredentialStatus;
import org.belltower.dispatch.app.DispatchStatus.HistoryStatus;
import org.belltower.dispatch.app.DispatchStatus.RouteStatus;
import org.belltower.dispatch.app.DispatchStatus.UploadedStatus;
import org.belltower.dispatch.credential.UploadedCredentials.Uploaded;
import org.belltower.dispatch.deferral.Backlog;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.FlowState;
import org.belltower.dispatch.history.HistoryProgress;
import org.belltower.dispatch.send.Outlet;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.status.AppFlowStatus;
import org.belltower.dispatch.status.BacklogStatus;
import org.belltower.dispatch.status.ConnectionStatus;
import org.belltower.dispatch.status.FlowStatus;
import org.belltower.model.DistrictId;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.heartbeat.Link;

/// Puts the status together from what is kept anyway: asks neither Kafka nor the table.
///
/// Thread-safe.
final class StatusReport {
    private final Dispatcher dispatcher;
    private final StatusBoard board;
    private final HistoryProgress history;
    private final Supplier<List<Link>> connections;

    StatusReport(Dispatcher dispatcher, StatusBoard board, HistoryProgress history, Supplier<List<Link>> connections) {
        this.history = history;
        this.dispatcher = dispatcher;
        this.board = board;
        this.connections = connections;
    }

    /// @param district whose uploaded credentials are told
    DispatchStatus of(DistrictId district) {
        Optional<Backlog> backlog = dispatcher.backlog();
        return new DispatchStatus(
                dispatcher.stage().name(),
                dispatcher.boundDevices(),
                board.inHand(),
                dispatcher.oldest().map(oldest -> oldest.toMillis() / 1_000.0).orElse(null),
                BacklogStatus.of(backlog),
                BacklogStatus.alone(backlog),
                new HistoryStatus(
                        history.lag().map(lag -> lag.toMillis() / 1_000.0).orElse(null),
                        history.lastKept().orElse(null)),
                connections.get().stream().map(ConnectionStatus::of).toList(),
                credentials(backlog),
                dispatcher.routes().all().stream()
                        .map(route -> of(route, backlog))
                        .sorted(Comparator.comparing(RouteStatus::app).thenComparing(RouteStatus::provider))
                        .toList(),
                dispatcher.uploaded().of(district).stream()
                        .map(credential -> of(credential, backlog))
                        .sorted(Comparator.comparing(UploadedStatus::app).thenComparing(UploadedStatus::provider))
                        .toList());
    }

    private List<CredentialStatus> credentials(Optional<Backlog> backlog) {
        Map<Credential, List<Route>> byCredential =
                dispatcher.routes().all().stream().collect(Collectors.groupingBy(Route::credential));
        return byCredential.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), backlog))
                .sorted(Comparator.comparing(CredentialStatus::provider).thenComparing(CredentialStatus::credential))
                .toList();
    }

    private CredentialStatus of(Credential credential, List<Route> routes, Optional<Backlog> backlog) {
        Optional<Instant> lastAccepted = routes.stream()
                .map(route -> board.traffic(route).lastAccepted())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        return new CredentialStatus(
                credential.provider(),
                credential.id(),
                routes.stream().map(route -> route.app().value()).sorted().toList(),
                FlowStatus.of(dispatcher.flow(credential)),
                lastAccepted.orElse(null),
                BacklogStatus.of(backlog, credential));
    }

    private RouteStatus of(Route route, Optional<Backlog> backlog) {
        return new RouteStatus(
                route.provider(),
                route.app().value(),
                route.credential().id(),
                board.traffic(route),
                AppFlowStatus.of(dispatcher.flow(route.credential()), route.app()),
                BacklogStatus.of(backlog, route.credential(), route.app()));
    }

    private UploadedStatus of(Uploaded uploaded, Optional<Backlog> backlog) {
        SealedCredential known = uploaded.sealed();
        Outlet.Closed closed = uploaded.outlet() instanceof Outlet.Closed it ? it : null;
        Credential credential = uploaded.credential();
        FlowState flow = dispatcher.flow(credential);
        return new UploadedStatus(
                uploaded.id().provider(),
                uploaded.id().app().value(),
                known == null ? null : known.facts().version(),
                known == null ? null : known.facts().expires(),
                closed == null ? null : closed.code(),
                closed == null ? null : closed.detail(),
                board.traffic(uploaded.id().app(), credential),
                FlowStatus.of(flow),
                AppFlowStatus.of(flow, uploaded.id().app()),
                BacklogStatus.of(backlog, credential));
    }
}
