package org.belltower.registry.device;

import java.time.Instant;
import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding.Permission;
import org.belltower.registry.platform.Handset;
import org.belltower.registry.platform.Support;
import org.jspecify.annotations.Nullable;

/// A device as the person who is signed in on it sees it, and as an office sees it. Tokens are never shown.
///
/// @param session SIGNED_OUT is only seen by an office
/// @param reachable whether it has a token
/// @param reportedId what the phone reports of itself: equal for two apps on one phone
/// @param lastSeen when its app was last heard of, to the hour or so
/// @param officeMessages whether the person lets the office write to them here (B3). Only an office is shown
///     it: to the person it is one of their preferences
/// @param unsupported why the district does not support it; null: it does, or nobody asks
public record MyDevice(
        AppId app,
        Provider provider,
        SessionState session,
        boolean stayLoggedIn,
        Permission permission,
        long sessionEpoch,
        boolean reachable,
        @Nullable ReportedId reportedId,
        @Nullable Handset handset,
        Instant lastSeen,
        Freshness freshness,
        @Nullable Boolean officeMessages,
        @Nullable NotSupported unsupported) {
    /// Why a device receives nothing, whoever uses it (A17).
    ///
    /// @param rule the id of the row of the supported platforms; null if no row is about such a device
    /// @param reason what stands in the row for people
    public record NotSupported(
            Support.Cause cause,
            @Nullable String rule,
            @Nullable String reason) {}

    /// @param reason what stands for people in the row that a mark names
    /// @param reachable whether it has a token that is its own
    public static MyDevice of(Device device, @Nullable String reason, boolean reachable, Instant now) {
        Phone phone = device.phone();
        Support.Unsupported unsupported = phone.unsupported();
        return new MyDevice(
                device.app(),
                device.provider(),
                device.session(),
                device.session() == SessionState.KEPT,
                device.permission(),
                device.sessionEpoch(),
                reachable,
                phone.reportedId(),
                phone.handset(),
                phone.seen(),
                Freshness.of(phone.seen(), now),
                null,
                unsupported == null ? null : new NotSupported(unsupported.cause(), unsupported.rule(), reason));
    }

    /// As an office sees it.
    public MyDevice toOffice(boolean takesOfficeMessages) {
        return new MyDevice(
                app,
                provider,
                session,
                stayLoggedIn,
                permission,
                sessionEpoch,
                reachable,
                reportedId,
                handset,
                lastSeen,
                freshness,
                takesOfficeMessages,
                unsupported);
    }
}
