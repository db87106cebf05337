package org.belltower.dispatch.deferral;

import java.util.Optional;
import org.belltower.dispatch.consume.Work;
import org.belltower.dispatch.flow.Hold;
import org.belltower.dispatch.flow.Lane;
import org.belltower.dispatch.send.Completions;
import org.belltower.dispatch.send.Deferment;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.LaneRecord;
import org.belltower.dispatch.send.PushAddress;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/// A deferred push in hand, taken as one of its lane is.
///
/// @param letters where it goes if nobody can use it
/// @param out called once, when it is out of the hand
public record DeferredRecord(ClaimedPush claimed, Lane lane, Letters letters, Runnable out)
        implements LaneRecord, Completions {
    /// Lays records among the dead letters.
    @FunctionalInterface
    public interface Letters {
        /// Blocks until it is durable.
        ///
        /// @param reason names fields and rules, never values
        void write(ClaimedPush push, String reason) throws InterruptedException;
    }

    public Handed handed() {
        Work work = new Work(0, place().partition(), place().offset());
        return new Handed(work, claimed.lease().gate(), this, this);
    }

    @Override
    public LaneOffset place() {
        return claimed.place();
    }

    @Override
    public Push push() throws MalformedMessageException {
        return claimed.push();
    }

    @Override
    public Optional<PushAddress> address() {
        return Optional.of(claimed.address());
    }

    @Override
    public int failures() {
        return claimed.failures();
    }

    @Override
    public boolean defer(Push push, Deferment deferment) {
        claimed.again(deferment.due(), id(deferment.heldBy()), deferment.failures());
        return true;
    }

    static @Nullable String id(@Nullable Hold heldBy) {
        return heldBy == null ? null : heldBy.toString();
    }

    @Override
    public void deadLetter(String reason) throws InterruptedException {
        letters.write(claimed, reason);
    }

    @Override
    public void completed(Work work, long outcomeOffset) {
        claimed.finished();
        out.run();
    }

    @Override
    public void deferred(Work work) {
        out.run();
    }

    @Override
    public void left(Work work) {
        claimed.letGo();
        out.run();
    }

    @Override
    public void buried(Work work) {
        claimed.finished();
        out.run();
    }
}
