package org.belltower.local.demo.provider;

import java.time.Instant;
import org.belltower.model.Provider;
import org.belltower.model.push.DeviceToken;

/// A push as it reached a provider.
///
/// @param pushId as the provider was told it; empty if it was not
/// @param app the topic at Apple, the project at Firebase
/// @param status the provider's answer, 0 for none
/// @param at when it had arrived
/// @param payload what the phone would show
public record Received(
        Provider provider, DeviceToken token, String pushId, String app, int status, Instant at, String payload) {
    private static final int OK = 200;

    /// Whether the provider took it.
    public boolean accepted() {
        return status == OK;
    }

    /// Without token and payload.
    @Override
    public String toString() {
        return "Received[" + provider + " " + pushId + " status=" + status + "]";
    }
}
