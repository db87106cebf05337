package org.belltower.dispatch.status;

import org.belltower.model.heartbeat.Link;
import org.jspecify.annotations.Nullable;

/// Whether somebody is reached whom the dispatcher needs.
///
/// @param to `kafka`, `postgresql`, `apns`, `apns-sandbox`, `fcm`
/// @param reason one of a fixed few; null unless it is not
/// @param ageSeconds how long ago that was found out, by a push or a probe; null if it never was
public record ConnectionStatus(
        String to,
        Link.Reach state,
        @Nullable String reason,
        @Nullable Double ageSeconds) {
    public static ConnectionStatus of(Link link) {
        Long age = link.ageMillis();
        return new ConnectionStatus(link.peer(), link.reach(), link.reason(), age == null ? null : age / 1_000.0);
    }
}
