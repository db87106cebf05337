package org.belltower.registry.device;

import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding.Permission;

/// A device as the person who is signed in on it sees it. Tokens are never shown.
///
/// @param reachable whether it has a token
public record MyDevice(
        AppId app,
        Provider provider,
        boolean stayLoggedIn,
        Permission permission,
        long sessionEpoch,
        boolean reachable) {}
