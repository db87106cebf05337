package org.belltower.simulator.received;

import java.util.Map;

/// How many requests of one provider, by what became of them. `received` is the sum of all others.
///
/// @param received all of them
/// @param accepted answered 200
/// @param stalled never answered
/// @param disconnected cut off
/// @param rejected by status and reason, as in `410 Unregistered`
public record Counts(long received, long accepted, long stalled, long disconnected, Map<String, Long> rejected) {

    /// Nothing yet.
    public static final Counts NONE = new Counts(0, 0, 0, 0, Map.of());

    /// Copies the map.
    public Counts {
        rejected = Map.copyOf(rejected);
    }
}
