package org.belltower.registry.device;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;

/// What an app tells when somebody signs in on it, and may tell again at each start.
///
/// @param token what the provider calls the device now
/// @param stayLoggedIn the choice made at sign-in (A7)
/// @param permission whether the phone's user lets the app notify
public record Registration(
        AppId app, Provider provider, DeviceToken token, boolean stayLoggedIn, Permission permission) {
    public Registration {
        required("app", app);
        required("provider", provider);
        required("token", token);
        required("permission", permission);
    }

    SessionState session() {
        return stayLoggedIn ? SessionState.KEPT : SessionState.NOT_KEPT;
    }
}
