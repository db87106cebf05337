package org.belltower.dispatch.testpush;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.jspecify.annotations.Nullable;

/// How recent test pushes ended, as far as this process knows: those that were asked for here, and those that it took
/// to their end. What another copy of the service ended is known there, and here unknown as soon as it must have ended.
///
/// Holds so many and forgets the oldest. Thread-safe.
public final class TestPushEnds implements DispatchListener {
    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PushId, Known> known = new LinkedHashMap<>();

    /// Where one stands.
    ///
    /// @param result null while it waits
    public record Standing(@Nullable Result result) {}

    private record Known(Push push, Standing standing) {
        private boolean isOf(DistrictId district, PersonId person) {
            return push.district().equals(district) && push.person().equals(person);
        }

        private boolean isCertain(Instant now) {
            return standing.result() != null || now.isBefore(push.expires());
        }
    }

    private final InstantSource time;

    public TestPushEnds(InstantSource time) {
        this.time = time;
    }

    void asked(Push push) {
        remember(push, new Standing(null));
    }

    private void remember(Push push, Standing standing) {
        lock.lock();
        try {
            if (standing.result() != null || !known.containsKey(push.id())) {
                known.put(push.id(), new Known(push, standing));
            }
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
    public void ended(Handed handed, Push push, Result result) {
        ended(push, result);
    }

    void ended(Push push, Result result) {
        switch (push.cause()) {
            case PushCause.TestCause _ -> remember(push, new Standing(result));
            case PushCause.ChangeCause _ -> {}
        }
    }
}
