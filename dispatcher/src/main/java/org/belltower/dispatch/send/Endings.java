package org.belltower.dispatch.send;

import java.time.InstantSource;
import org.belltower.dispatch.outcome.OutcomeLog;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;

/// Writes the ends of pushes down: an outcome, or a dead letter for a record that nobody can use.
/// Only when that is durable is the record completed.
///
/// Thread-safe.
public final class Endings {
    private final OutcomeLog outcomes;
    private final InstantSource time;
    private final DispatchListener listener;

    public Endings(OutcomeLog outcomes, InstantSource time, DispatchListener listener) {
        this.outcomes = outcomes;
        this.time = time;
        this.listener = listener;
    }

    DispatchListener listener() {
        return listener;
    }

    /// Does not block.
    ///
    /// @param durable when it is, after the record is completed
    void write(Handed handed, Push push, Result result, Runnable durable) {
        Outcome outcome = new Outcome(
                push.id(),
                push.district(),
                push.device(),
                time.instant(),
                handed.record().place(),
                result);
        outcomes.write(outcome, offset -> {
            listener.ended(handed, push, result);
            handed.completions().completed(handed.work(), offset);
            durable.run();
        });
    }

    /// Blocks until it is durable.
    ///
    /// @param reason names fields and rules, never values
    /// @throws InterruptedException if the service ends first: the record is not completed
    /// @throws org.belltower.dispatch.outcome.UnwritableException if it never can be
    void bury(Handed handed, String reason) throws InterruptedException {
        handed.record().deadLetter(reason);
        listener.buried(handed, reason);
        handed.completions().buried(handed.work());
    }
}
