package org.belltower.dispatch.send;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.Ownership;
import org.belltower.dispatch.consume.Work;
import org.belltower.dispatch.flow.Lane;
import org.belltower.dispatch.outcome.OutcomeLog;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MalformedMessageException;

/// What was written down, buried and completed. What it is told to do is told before it is used;
/// else thread-safe.
final class RecordedOutcomes implements OutcomeLog, Completions {
    private final List<Outcome> written = new CopyOnWriteArrayList<>();
    private final List<String> deadLetters = new CopyOnWriteArrayList<>();
    private final List<String> completed = new CopyOnWriteArrayList<>();
    private final List<Deferment> deferments = new CopyOnWriteArrayList<>();
    private final List<Long> left = new CopyOnWriteArrayList<>();
    private boolean defers;
    private boolean refusesOutcomes;
    private boolean refusesDeadLetters;

    /// Reads a record, or fails to.
    interface Content {
        Push read() throws MalformedMessageException;
    }

    static LaneOffset place(long offset) {
        return new LaneOffset("lane", 0, offset);
    }

    LaneRecord record(long offset, Push push) {
        return record(offset, () -> push);
    }

    LaneRecord record(long offset, Content content) {
        return record(offset, content, Optional.empty());
    }

    LaneRecord record(long offset, Content content, Optional<PushAddress> address) {
        return new LaneRecord() {
            @Override
            public LaneOffset place() {
                return RecordedOutcomes.place(offset);
            }

            @Override
            public Lane lane() {
                return Lane.ALERTS;
            }

            @Override
            public Push push() throws MalformedMessageException {
                return content.read();
            }

            @Override
            public Optional<PushAddress> address() {
                return address;
            }

            @Override
            public int failures() {
                return 0;
            }

            @Override
            public boolean defer(Push push, Deferment deferment) {
                if (defers) {
                    deferments.add(deferment);
                }
                return defers;
            }

            @Override
            public void deadLetter(String reason) {
                refuseIf(refusesDeadLetters);
                deadLetters.add(reason);
            }
        };
    }

    /// From now on what waits long can be put elsewhere.
    void defer() {
        defers = true;
    }

    List<Deferment> deferments() {
        return List.copyOf(deferments);
    }

    /// From now on no outcome can be written down.
    void refuseOutcomes() {
        refusesOutcomes = true;
    }

    void refuseDeadLetters() {
        refusesDeadLetters = true;
    }

    private static void refuseIf(boolean refused) {
        if (refused) {
            throw new UnwritableException("outcomes", new IllegalStateException("refused"));
        }
    }

    List<Outcome> written() {
        return List.copyOf(written);
    }

    List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    List<String> completed() {
        return List.copyOf(completed);
    }

    /// Offsets of records that somebody else will take.
    List<Long> left() {
        return List.copyOf(left);
    }

    @Override
    public void write(Outcome outcome, AssignmentGate gate, Fate fate) {
        if (gate.ownership() == Ownership.LOST) {
            fate.lost();
        } else if (!refusesOutcomes) {
            written.add(outcome);
            fate.durable(written.size() - 1L);
        }
    }

    @Override
    public void completed(Work work, long outcomeOffset) {
        completed.add(work.offset() + " outcome " + outcomeOffset);
    }

    @Override
    public void deferred(Work work) {
        completed.add(work.offset() + " deferred");
    }

    @Override
    public void left(Work work) {
        left.add(work.offset());
    }

    @Override
    public void buried(Work work) {
        completed.add(work.offset() + " buried");
    }
}
