package org.belltower.dispatch.send;

import java.time.InstantSource;
import java.util.Optional;
import org.belltower.dispatch.outcome.OutcomeLog;
import org.belltower.dispatch.outcome.UnwrittenOutcomes;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.jspecify.annotations.Nullable;

/// Writes the ends of pushes down: an outcome, and before it a dead letter for a record that nobody can use. Only
/// when that is durable is the record completed.
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
        PushAddress address = new PushAddress(push.id(), push.district(), push.device());
        write(handed, push, outcome(handed, address, result), out);
    }

    private Outcome outcome(Handed handed, PushAddress address, Result result) {
        return new Outcome(
                address.id(),
                address.district(),
                address.device(),
                time.instant(),
                handed.record().place(),
                result);
    }

    /// As [#write(Handed, Push, Result, Runnable)], of a push that ended [before][#before].
    void write(Handed handed, Push push, Outcome outcome, Runnable out) {
        write(handed, outcome, () -> listener.ended(handed, push, outcome.result()), () -> keep(outcome), out);
    }

    private void write(Handed handed, Outcome outcome, Runnable ended, Runnable unwritten, Runnable out) {
        outcomes.write(outcome, handed.gate(), new OutcomeLog.Fate() {
            @Override
            public void durable(long offset) {
                ended.run();
                handed.completions().completed(handed.work(), offset);
                out.run();
            }

            @Override
            public void lost() {
                unwritten.run();
                handed.completions().left(handed.work());
                out.run();
            }
        });
    }

    /// Blocks until the dead letter is durable, then writes the outcome, if it can be known whose it is: nobody waits
    /// for ever for the end of a push that nobody can use (I-2). A crash between the two brings a second letter.
    ///
    /// @param push null if it cannot be read
    /// @param reason names fields and rules, never values
    /// @param out as of [#write(Handed, Push, Result, Runnable)]
    /// @throws InterruptedException if the service ends first: the record is not completed
    /// @throws org.belltower.dispatch.outcome.UnwritableException if it never can be
    void bury(Handed handed, @Nullable Push push, String reason, Runnable out) throws InterruptedException {
        handed.record().deadLetter(reason);
        listener.buried(handed, reason);
        Result result = new Result.Skipped(Reason.PUSH_UNUSABLE);
        if (push != null) {
            write(handed, push, result, out);
            return;
        }
        // Whoever has the record next buries it again, so nothing is kept of an outcome that is not written.
        handed.record()
                .address()
                .ifPresentOrElse(
                        address -> write(handed, outcome(handed, address, result), () -> {}, () -> {}, out), () -> {
                            handed.completions().buried(handed.work());
                            out.run();
                        });
    }
}
