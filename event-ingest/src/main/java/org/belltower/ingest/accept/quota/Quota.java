package org.belltower.ingest.accept.quota;

import java.time.Duration;
import org.belltower.model.InvalidFieldException;

/// How many events one producer may hand in.
///
/// @param eventsPerSecond in the long run
/// @param burst at once, after a pause
public record Quota(int eventsPerSecond, int burst) {
    /// Beyond what any producer sends, and what a bucket can count by nanoseconds.
    private static final int MOST = 100_000_000;

    public Quota {
        bounded("events-per-second", eventsPerSecond);
        bounded("burst", burst);
    }

    private static void bounded(String field, int value) {
        if (value < 1 || value > MOST) {
            throw new InvalidFieldException(field, "must be from 1 to " + MOST);
        }
    }

    /// This quota, if the largest batch fits into its burst: else it would be refused for ever.
    ///
    /// @param batchEvents the most events of one batch
    public Quota requireRoomFor(int batchEvents) {
        if (burst < batchEvents) {
            throw new InvalidFieldException(
                    "burst", "must be at least the largest batch (belltower.ingest.max-batch-events): " + batchEvents);
        }
        return this;
    }

    /// How long a producer that used up its burst is silent until it has all of it again.
    Duration whole() {
        return Duration.ofSeconds(Math.ceilDiv(burst, eventsPerSecond));
    }
}
