package org.belltower.simulator.fault;

/// How bytes come through on connections, below TLS.
public sealed interface Flow {

    /// As fast as they can.
    record Free() implements Flow {}

    /// What the provider says comes a few bytes at a time, on each connection.
    record Dripping(Drip drip) implements Flow {}

    /// Nothing comes through, either way, and nobody is told: a black hole.
    record None() implements Flow {}

    /// As fast as they can.
    static Flow free() {
        return new Free();
    }

    /// A few bytes at a time.
    static Flow dripping(Drip drip) {
        return new Dripping(drip);
    }

    /// Nothing comes through.
    static Flow none() {
        return new None();
    }
}
