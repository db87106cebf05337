package org.belltower.dispatch.testpush;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.jspecify.annotations.Nullable;

/// How recent test pushes ended or why they wait, as far as this process knows: those that were asked for here,
/// and those that it sent or took to their end. What another copy of the service ended is known there, and here
/// unknown as soon as it must have ended.
///
/// Holds so many and forgets the oldest. Thread-safe.
public final class TestPushEnds implements DispatchListener {
    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PushId, Known> known = new LinkedHashMap<>();

    /// Where one stands.
    public sealed interface Standing {
        /// @param reason why it could not go, the last time that it was sent: the provider's word or ours,
        ///     one of a fixed few; null if it was not sent yet
        record Waiting(@Nullable String reason) implements Standing {}

        /// It waits no more.
        record Ended(Result result) implements Standing {}
    }

    private record Known(Push push, Standing standing) {
        private boolean isOf(DistrictId district, PersonId person) {
            return push.district().equals(district) && push.person().equals(person);
        }

        private boolean hasEnded() {
            return standing instanceof Standing.Ended;
        }

        private boolean isCertain(Instant now) {
            return hasEnded() || now.isBefore(push.expires());
        }
    }

    private final InstantSource time;

    public TestPushEnds(InstantSource time) {
        this.time = time;
    }

    void asked(Push push) {
        remember(push, new Standing.Waiting(null));
    }

    private void remember(Push push, Standing standing) {
        lock.lock();
        try {
            // What has ended waits no more, whatever comes late.
            known.merge(
                    push.id(),
                    new Known(push, standing),
                    (before, now) -> standing instanceof Standing.Waiting && before.hasEnded() ? before : now);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /// @return empty if the person has no such one, or how it ended is not known here
    public Optional<Standing> find(DistrictId district, PersonId person, PushId id) {
        lock.lock();
        try {
            return Optional.ofNullable(known.get(id))
                    .filter(one -> one.isOf(district, person) && one.isCertain(time.instant()))
                    .map(Known::standing);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void failed(Handed handed, Push push, Route route, SendOutcome.Passing outcome) {
        failed(push, outcome);
    }

    void failed(Push push, SendOutcome.Passing outcome) {
        rememberTest(push, new Standing.Waiting(outcome.code()));
    }

    @Override
    public void ended(Handed handed, Push push, Result result) {
        ended(push, result);
    }

    void ended(Push push, Result result) {
        rememberTest(push, new Standing.Ended(result));
    }

    private void rememberTest(Push push, Standing standing) {
        switch (push.cause()) {
            case PushCause.TestCause _ -> remember(push, standing);
            case PushCause.ChangeCause _ -> {}
        }
    }
}
