package org.belltower.registry.device;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.platform.Handset;
import org.jspecify.annotations.Nullable;

/// What an app tells when somebody signs in on it, and may tell again at each start.
///
/// @param token what the provider calls the device now, as [TokenForm] writes it
/// @param stayLoggedIn the choice made at sign-in (A7)
/// @param permission whether the phone's user lets the app notify
/// @param reportedId what the phone reports of itself; left out: as it was
/// @param handset what the phone is; left out: as it was. Needed where the district's table of supported
///     platforms has a row in force (A17)
public record Registration(
        AppId app,
        Provider provider,
        DeviceToken token,
        boolean stayLoggedIn,
        Permission permission,
        @Nullable ReportedId reportedId,
        @Nullable Handset handset) {
    public Registration {
        required("app", app);
        required("provider", provider);
        token = TokenForm.of(provider, required("token", token));
        required("permission", permission);
    }

    SessionState session() {
        return stayLoggedIn ? SessionState.KEPT : SessionState.NOT_KEPT;
    }

    /// @param known what was told before
    public @Nullable Handset handsetOr(@Nullable Handset known) {
        return handset == null ? known : handset;
    }
}
