package org.belltower.local.supervise;

import java.time.Duration;

/// How long to wait before a process that died is started again: not at all the first time, then 1, 2, 4, ...
/// seconds, up to a limit. It never gives up.
///
/// @param longest the limit
/// @param stableAfter how long a process must have been ready for its earlier deaths to be forgotten
public record RestartPolicy(Duration longest, Duration stableAfter) {
    private static final int LAST_DOUBLING = 20;

    /// The policy of the local run.
    public static final RestartPolicy STANDARD = new RestartPolicy(Duration.ofSeconds(10), Duration.ofSeconds(30));

    /// The pause before the next start.
    ///
    /// @param deaths how often in a row it has died before this time
    public Duration delayAfter(int deaths) {
        if (deaths <= 0) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(deaths - 1, LAST_DOUBLING));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
