package org.belltower.dispatch.limit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// Devices of which their provider said that they get too much, and until when. The 10,000 of which
/// it said so last.
///
/// Not thread-safe.
final class DeviceHolds {
    private static final int MOST = 10_000;

    private final SequencedMap<RecordKey, Instant> held = new LinkedHashMap<>();

    /// A moment that is before the one it has changes nothing.
    void hold(RecordKey device, Instant until) {
        Instant known = held.remove(device);
        held.put(device, known == null || known.isBefore(until) ? until : known);
        if (held.size() > MOST) {
            Map.Entry<RecordKey, Instant> _ = held.pollFirstEntry();
        }
    }

    /// @return null if it is not held
    @Nullable
    Instant until(RecordKey device, Instant now) {
        if (held.isEmpty()) {
            return null;
        }
        Instant until = held.get(device);
        if (until != null && !until.isAfter(now)) {
            held.remove(device);
            return null;
        }
        return until;
    }
}
