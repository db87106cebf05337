package org.belltower.benchmarks.chaos.ledger;

import java.time.Instant;

/// A push as the provider received it once.
///
/// @param answer as the simulator's ledger tells: `200`, `429 TooManyRequests`, `stalled`
public record Reception(String push, Instant at, String answer) {
    public boolean accepted() {
        return answer.equals("200");
    }
}
