package org.belltower.simulator.script;

import java.time.Duration;

/// So many pushes in so long a time, as a provider's quota is counted: in windows, one after the
/// other, of which the first begins with the first push. Immutable.
///
/// @param pushes that are within the rate
/// @param within the length of a window
/// @param per what has a count of its own
public record Rate(long pushes, Duration within, Per per) {

    /// What has a count of its own.
    public enum Per {
        /// Each topic of APNs, each project of FCM.
        APP,
        /// Each device token.
        TOKEN,
        /// Nothing: all that come to the rule are counted together.
        ALL
    }

    /// Not negative, within at least a millisecond.
    public Rate {
        if (pushes < 0) {
            throw new IllegalArgumentException("pushes must not be negative: " + pushes);
        }
        if (within.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("within must be at least a millisecond: " + within);
        }
    }

    /// So many a second for each app.
    public static Rate perSecond(long pushes) {
        return new Rate(pushes, Duration.ofSeconds(1), Per.APP);
    }
}
