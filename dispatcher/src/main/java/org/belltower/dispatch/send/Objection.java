package org.belltower.dispatch.send;

import org.belltower.model.outcome.Reason;

/// What stands against a push that would leave now.
sealed interface Objection {
    Reason reason();

    /// It must not.
    record Denied(Reason reason) implements Objection {}

    /// It must not by what is known, and what is not known yet travels by another topic than the push.
    record NotKnown(Reason reason) implements Objection {}
}
