package org.belltower.dispatch.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.belltower.model.wire.RecordKey;

/// How often one device is told something: so many at once, and then one each so often (I-19). What
/// is beyond has a time of its own, and waits for it; nothing is dropped.
///
/// The generic cell rate algorithm (ITU-T I.371): of each device one moment is kept, up to which it
/// has used up its share; a device that has used none of it is not kept.
///
/// Not thread-safe.
public final class DevicePace {
    private static final int SWEEP = 10_000;

    private final Duration interval;
    private final Duration tolerance;
    private final Map<RecordKey, Instant> usedUpTo = new HashMap<>();
    private int sinceSweep;

    /// @param atOnce so many in a row
    /// @param interval then one each
    public DevicePace(int atOnce, Duration interval) {
        if (atOnce < 1 || interval.isNegative()) {
            throw new IllegalArgumentException("a pace needs 1 or more at once and an interval that is not negative");
        }
        this.interval = interval;
        this.tolerance = interval.multipliedBy(atOnce - 1L);
    }

    /// Takes the device's next place.
    ///
    /// @return when it may be told; not after now if at once
    public Instant next(RecordKey device, Instant now) {
        sweep(now);
        Instant before = usedUpTo.getOrDefault(device, now);
        Instant from = before.isAfter(now) ? before : now;
        usedUpTo.put(device, from.plus(interval));
        return from.minus(tolerance);
    }

    private void sweep(Instant now) {
        if (++sinceSweep >= SWEEP) {
            sinceSweep = 0;
            usedUpTo.values().removeIf(until -> !until.isAfter(now));
        }
    }

    public int devices() {
        return usedUpTo.size();
    }
}
