package org.belltower.registry.device;

import java.time.Duration;
import java.time.Instant;

/// How long a device has not been seen. Firebase counts a token that was not refreshed for a month as
/// stale, and ends one after 270 days without a connection ("Best practices for FCM registration token
/// management").
public enum Freshness {
    ACTIVE,
    /// For 30 days or longer.
    STALE,
    /// For 270 days or longer.
    EXPIRED;

    private static final Duration STALE_AFTER = Duration.ofDays(30);
    private static final Duration EXPIRED_AFTER = Duration.ofDays(270);

    public static Freshness of(Instant seen, Instant now) {
        Duration unseen = Duration.between(seen, now);
        if (unseen.compareTo(EXPIRED_AFTER) >= 0) {
            return EXPIRED;
        }
        return unseen.compareTo(STALE_AFTER) >= 0 ? STALE : ACTIVE;
    }
}
