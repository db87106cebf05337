package org.belltower.benchmarks.dispatch.compare;

import java.time.Duration;

/// What one contestant did in one go.
///
/// @param pushes as many as were sent, each once
/// @param taken from the first that the provider received to the last, by the provider's clock
/// @param cpu of the contestant's process alone, from before it could begin until after it was done
///     with the last
public record Segment(int pushes, Duration taken, Duration cpu) {
    public Segment {
        if (pushes < 1 || !taken.isPositive()) {
            throw new IllegalArgumentException("a segment has pushes and takes time");
        }
    }

    public double perSecond() {
        return pushes * 1e9 / taken.toNanos();
    }

    public double cpuMicros() {
        return cpu.toNanos() / 1e3 / pushes;
    }
}
