package org.belltower.simulator.fault;

import java.time.Duration;

/// Bytes that come a few at a time. Immutable.
///
/// @param bytes at once
/// @param every how often
public record Drip(int bytes, Duration every) {

    /// At least one byte, at least a millisecond apart.
    public Drip {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes must be at least 1: " + bytes);
        }
        if (every.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("every must be at least a millisecond: " + every);
        }
    }
}
