package org.belltower.service.heartbeat;

import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/// Judges by a watch at the moment at which it is asked.
///
/// Thread-safe.
///
/// @param nanoTime the clock by which the watch is told what was heard
public record ServiceJudge(ServiceWatch watch, InstantSource time, LongSupplier nanoTime) {
    /// How all stand now: first those that are expected, in their order. Does not block.
    public List<ServiceStatus> judge() {
        return watch.judge(nanoTime.getAsLong(), time.instant());
    }
}
