package org.belltower.simulator.received;

import java.util.Map;

/// How many requests of one provider, by what became of them. `received` is the sum of all others
/// but `unprocessed`.
///
/// @param received all of them
/// @param accepted answered 200
/// @param stalled never answered
/// @param disconnected cut off
/// @param reset the stream was reset after they were received
/// @param rejected by status and reason, as in `410 Unregistered`
/// @param unprocessed came and were not received, as the sender was told: `REFUSED_STREAM`, or a
/// stream above the last one that a GOAWAY named
public record Counts(
        long received,
        long accepted,
        long stalled,
        long disconnected,
        long reset,
        Map<String, Long> rejected,
        long unprocessed) {

    /// Nothing yet.
    public static final Counts NONE = new Counts(0, 0, 0, 0, Map.of());

    /// Copies the map.
    public Counts {
        rejected = Map.copyOf(rejected);
    }

    /// With no streams reset, and none unprocessed.
    public Counts(long received, long accepted, long stalled, long disconnected, Map<String, Long> rejected) {
        this(received, accepted, stalled, disconnected, 0, rejected, 0);
    }
}
