package org.belltower.registry.idempotency;

import java.time.Instant;

/// What a call with a key finds.
public sealed interface Claim {
    /// It is the first: it is to be done, and its answer kept.
    ///
    /// @param began names this attempt: a later one may take the key over if this one never ends
    record First(Instant began) implements Claim {}

    /// It was answered before.
    record Answered(String answer) implements Claim {}

    /// It is being done right now.
    record Running() implements Claim {}

    /// The key belongs to a call with another body.
    record OtherBody() implements Claim {}
}
