package org.belltower.dispatch.send;

import java.time.InstantSource;
import java.util.Optional;
import org.belltower.dispatch.outcome.OutcomeLog;
import org.belltower.dispatch.outcome.UnwrittenOutcomes;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;

/// Writes the ends of pushes down: an outcome, or a dead letter for a record that nobody can use.
/// Only when that is durable is the record completed.
///
/// Thread-safe.
public final class Endings {
    private final OutcomeLog outcomes;
    private final UnwrittenOutcomes unwritten;
    private final InstantSource time;
    private final DispatchListener listener;

    /// @param unwritten room for the ends of all that can be out at once
    public Endings(OutcomeLog outcomes, UnwrittenOutcomes unwritten, InstantSource time, DispatchListener listener) {
        this.outcomes = outcomes;
        this.unwritten = unwritten;
        this.time = time;
        this.listener = listener;
    }

    DispatchListener listener() {
        return listener;
    }

    /// How the push ended when its record was in this process before, if that is not written down yet. Whoever asks
    /// writes it, or [keeps][#keep] it.
    Optional<Outcome> before(Handed handed, Push push) {
        return unwritten.take(handed.record().place(), push.id());
    }

    /// For when its record comes again.
    void keep(Outcome outcome) {
        unwritten.keep(outcome);
    }

    /// Does not block.
    ///
    /// @param out run when it is durable and the record is completed, or when the assignment is
    ///     lost and the record left
    void write(Handed handed, Push push, Result result, Runnable out) {
        Outcome outcome = new Outcome(
                push.id(),
                push.district(),
                push.device(),
                time.instant(),
                handed.record().place(),
                result);
        write(handed, push, outcome, out);
    }

    /// As [#write(Handed, Push, Result, Runnable)], of a push that ended [before][#before].
    void write(Handed handed, Push push, Outcome outcome, Runnable out) {
        outcomes.write(outcome, handed.gate(), new OutcomeLog.Fate() {
            @Override
            public void durable(long offset) {
                listener.ended(handed, push, outcome.result());
                handed.completions().completed(handed.work(), offset);
                out.run();
            }

            @Override
            public void lost() {
                keep(outcome);
                handed.completions().left(handed.work());
                out.run();
            }
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
