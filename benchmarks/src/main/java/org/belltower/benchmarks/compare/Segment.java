package org.belltower.benchmarks.compare;

import java.time.Duration;

/// What one contestant did in one go.
///
/// @param count of pushes or events, each done once
/// @param taken from the first to the last: of pushes by the provider's clock
/// @param cpu of the contestant's process alone, from before it could begin until after it was done
///     with the last
public record Segment(int count, Duration taken, Duration cpu) {
    public Segment {
        if (count < 1 || !taken.isPositive()) {
            throw new IllegalArgumentException("a segment has something in it and takes time");
        }
    }

    public double perSecond() {
        return count * 1e9 / taken.toNanos();
    }

    public double cpuMicros() {
        return cpu.toNanos() / 1e3 / count;
    }
}
