package org.belltower.service.probe;

import java.time.Duration;
import java.util.Optional;

/// Finds out whether somebody is reached.
public interface Probe {
    /// Who: `kafka`, `postgresql`, `apns`.
    String peer();

    /// Asks. Blocks for some seconds at most: what takes longer than a deadline is told as
    /// `timeout`. One thread calls it. A failure that is none of these is told as `failure`.
    Found ask() throws InterruptedException;

    /// About how often to ask.
    Duration interval();

    /// Whether the service needs it at the moment; what it does not need is not asked and not told of.
    default boolean isNeeded() {
        return true;
    }

    /// How long ago the work itself found that it is reached; as long as that is less than the interval, nobody asks.
    default Optional<Duration> heardAgo() {
        return Optional.empty();
    }

    /// What was found out.
    sealed interface Found {
        record Reached() implements Found {}

        /// @param reason one of a fixed few
        record Away(String reason) implements Found {}

        /// It could not be asked, for a reason of our own: nothing is known of it.
        ///
        /// @param reason one of a fixed few
        record NotAsked(String reason) implements Found {}
    }
}
