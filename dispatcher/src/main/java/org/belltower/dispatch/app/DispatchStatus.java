package org.belltower.dispatch.app;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.belltower.dispatch.status.AppFlowStatus;
import org.belltower.dispatch.status.BacklogStatus;
import org.belltower.dispatch.status.ConnectionStatus;
import org.belltower.dispatch.status.FlowStatus;
import org.belltower.model.Provider;
import org.jspecify.annotations.Nullable;

/// The dispatcher as an operator sees it.
///
/// @param stage where it is between start and end
/// @param boundDevices devices whose binding is known
/// @param inHand pushes taken from the lane and not ended
/// @param oldestSeconds how long the oldest of them has stood on its lane; null if there is none
/// @param deferred pushes that wait long, of all districts and whatever they wait for; null until
///     they were counted
/// @param deferredAlone of these, those that wait for a time of their own: each push for what its
///     provider answered it, or for its device's pace. They are in no credential's `deferred`
/// @param history how far what is kept for explanations is behind
/// @param connections whether those are reached whom it needs
/// @param credentials those that are configured, each with what the provider limits it by
/// @param routes the apps that are configured, for all districts
/// @param uploaded what the caller's district has uploaded for apps of its own
public record DispatchStatus(
        String stage,
        int boundDevices,
        int inHand,
        @Nullable Double oldestSeconds,
        @Nullable BacklogStatus deferred,
        @Nullable BacklogStatus deferredAlone,
        HistoryStatus history,
        List<ConnectionStatus> connections,
        List<CredentialStatus> credentials,
        List<RouteStatus> routes,
        List<UploadedStatus> uploaded) {

    /// @param lagSeconds how long the oldest record that is not kept yet has stood on its topic, of those that this
    ///     copy reads; null until it has read
    /// @param lastKept when this copy last kept something; null if it has not
    public record HistoryStatus(
            @Nullable Double lagSeconds, @Nullable Instant lastKept) {}

    /// One credential of the operator's. Neither Apple's signing keys nor Google's service accounts
    /// have a last day.
    ///
    /// @param credential what the provider knows us by: team and environment, or project
    /// @param apps those that share it
    /// @param lastAccepted by any of them; null if there was none
    /// @param deferred pushes that wait long for its provider; null until they were counted
    public record CredentialStatus(
            Provider provider,
            String credential,
            List<String> apps,
            FlowStatus flow,
            @Nullable Instant lastAccepted,
            @Nullable BacklogStatus deferred) {}

    /// One app at one provider, by the operator's credential.
    ///
    /// @param credential what the provider knows us by: team and environment, or project
    /// @param traffic of all districts that have no credential of their own for the app
    /// @param deferred pushes of the app that wait long for the credential's provider; null until
    ///     they were counted
    public record RouteStatus(
            Provider provider,
            String app,
            String credential,
            @JsonUnwrapped Traffic traffic,
            @JsonUnwrapped AppFlowStatus flow,
            @Nullable BacklogStatus deferred) {}

    /// One credential that the caller's district has uploaded.
    ///
    /// @param version which of the app's credentials; null if its record cannot be read
    /// @param expires when a certificate does; null for what has no last day, or cannot be read
    /// @param problem why it cannot be used here, so that its pushes wait; null if they are sent by
    ///     it
    /// @param traffic by any of the app's credentials that were uploaded
    /// @param deferred pushes that wait long for its provider; null until they were counted
    public record UploadedStatus(
            Provider provider,
            String app,
            @Nullable Long version,
            @Nullable Instant expires,
            @Nullable String problem,
            @Nullable String detail,
            @JsonUnwrapped Traffic traffic,
            FlowStatus flow,
            @JsonUnwrapped AppFlowStatus appFlow,
            @Nullable BacklogStatus deferred) {}
}
