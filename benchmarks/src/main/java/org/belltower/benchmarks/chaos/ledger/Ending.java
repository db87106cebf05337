package org.belltower.benchmarks.chaos.ledger;

/// How a push ended, as far as it matters here.
public enum Ending {
    ACCEPTED,
    EXPIRED,
    SKIPPED,
    /// The provider refused it for good, and its token is retired by that.
    RETIRED,
    /// The provider refused it for good, and its token stays.
    FAILED
}
