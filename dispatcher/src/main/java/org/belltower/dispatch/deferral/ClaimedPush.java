package org.belltower.dispatch.deferral;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.belltower.dispatch.send.PushAddress;
import org.belltower.model.AppId;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// A deferred push whose time has come, in the hand of one dispatcher. It is let out of the hand by
/// one call of [#finished()], [#again] or [#letGo()], of which the first counts; none blocks, and
/// none fails: what they say is written down as soon as the table answers. If the process ends
/// before, the lease does, and the next one reads in the outcomes whether the push has ended.
///
/// Thread-safe.
public final class ClaimedPush {
    private final DeferredPush push;
    private final Lease lease;
    private final Consumer<End> ends;
    private final AtomicBoolean ended = new AtomicBoolean();

    ClaimedPush(DeferredPush push, Lease lease, Consumer<End> ends) {
        this.push = push;
        this.lease = lease;
        this.ends = ends;
    }

    /// Where it stood: what its outcome names.
    public LaneOffset place() {
        return push.place();
    }

    /// The record as it was on the lane.
    public LaneBytes bytes() {
        return push.bytes();
    }

    /// The key that its record had.
    public RecordKey key() {
        return new RecordKey(push.key().district(), push.subject().device().value());
    }

    /// Known though it may be unreadable.
    public PushAddress address() {
        return new PushAddress(
                push.key().push(), push.key().district(), push.subject().device());
    }

    /// Reads it. What cannot be read goes to the dead letters and is [#finished()].
    public Push push() throws MalformedMessageException {
        return push.bytes().push();
    }

    public AppId app() {
        return push.subject().app();
    }

    /// How often it was sent in vain.
    public int failures() {
        return push.waits().failures();
    }

    /// Where it waited.
    public Line line() {
        return Line.of(push);
    }

    /// Nothing may be sent or written once it does not hold any more: the push is let go.
    public Lease lease() {
        return lease;
    }

    /// Its outcome is durable, or it stands among the dead letters.
    public void finished() {
        end(new End.Finished(push.key(), lease.claimer(), place()));
    }

    /// It waits on; nothing of it is out.
    public void again(Instant due, @Nullable String heldBy, int failures) {
        Wait wait = new Wait(due, heldBy, failures).atMost(push.expires());
        end(new End.Again(push.key(), lease.claimer(), wait));
    }

    /// Somebody takes it anew, who first looks whether it has an outcome.
    public void letGo() {
        end(new End.LetGo(push.key(), lease.claimer()));
    }

    private void end(End end) {
        if (ended.compareAndSet(false, true)) {
            ends.accept(end);
        }
    }

    @Override
    public String toString() {
        return "ClaimedPush[" + push.key().push() + " " + place() + "]";
    }
}
