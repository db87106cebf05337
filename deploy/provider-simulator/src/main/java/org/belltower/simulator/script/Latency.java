package org.belltower.simulator.script;

import java.time.Duration;

/// How long an answer takes, from the moment when the request was complete.
public sealed interface Latency {

    /// What the script says for all: see [Script#latency()].
    record Usual() implements Latency {}

    /// Always the same.
    record Fixed(Duration duration) implements Latency {
        /// Not negative.
        public Fixed {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("latency must not be negative: " + duration);
            }
        }
    }

    /// At once.
    Latency NONE = new Fixed(Duration.ZERO);

    /// What the script says for all.
    static Latency usual() {
        return new Usual();
    }

    /// Always the same.
    static Latency of(Duration duration) {
        return new Fixed(duration);
    }
}
