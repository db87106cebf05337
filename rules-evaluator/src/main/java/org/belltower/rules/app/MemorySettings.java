package org.belltower.rules.app;

import java.time.Duration;

/// Reads for how long something is remembered, or refuses what cannot be meant.
final class MemorySettings {
    private static final Duration LEAST = Duration.ofDays(30);

    private MemorySettings() {}

    /// @throws IllegalStateException naming the property: the service is not to start by it
    static Duration retention(Duration retention) {
        if (retention.compareTo(LEAST) < 0) {
            throw new IllegalStateException(
                    "belltower.rules.memory-retention is %s and must be 30 days or more: what is forgotten is news when it is said again"
                            .formatted(retention));
        }
        return retention;
    }
}
