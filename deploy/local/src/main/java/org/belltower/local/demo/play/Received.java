package org.belltower.local.demo.play;

import org.belltower.model.Provider;
import org.belltower.model.push.DeviceToken;

/// A push as it reached a provider.
///
/// @param pushId as the provider was told it; empty if it was not
/// @param app the topic at Apple, the project at Firebase
/// @param accepted whether the provider took it
/// @param payload what the phone would show
record Received(Provider provider, DeviceToken token, String pushId, String app, boolean accepted, String payload) {
    /// Without token and payload.
    @Override
    public String toString() {
        return "Received[" + provider + " " + pushId + " accepted=" + accepted + "]";
    }
}
