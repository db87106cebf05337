package org.belltower.model.heartbeat;

import static org.belltower.model.InvalidFieldException.required;
import static org.belltower.model.InvalidFieldException.text;

import org.jspecify.annotations.Nullable;

/// Whether a service reaches somebody whom it needs.
///
/// @param peer `kafka`, `postgresql`, `apns`
/// @param reason one of a fixed few: why it does not, or why that could not be found out; else null
/// @param ageMillis how long ago that was found out; null if it never was
public record Link(
        String peer,
        Reach reach,
        @Nullable String reason,
        @Nullable Long ageMillis) {
    public Link {
        String _ = text("peer", peer, 255);
        required("reach", reach);
    }

    /// What was found out.
    public enum Reach {
        CONNECTED,
        DISCONNECTED,
        /// Not yet, or too long ago.
        UNKNOWN
    }
}
