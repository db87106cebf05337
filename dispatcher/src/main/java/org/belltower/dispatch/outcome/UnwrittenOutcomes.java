package org.belltower.dispatch.outcome;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.PushId;

/// Ends of pushes that were not written down, as their assignment was lost before. If the record of such a push comes
/// to this process again, nobody else has ended it meanwhile: then it has ended so, and is not sent again. That is
/// usual where there is one dispatcher only, and Kafka was away for longer than a session.
///
/// Bounded: of too many the oldest are forgotten, and their pushes may be received twice, under the same id.
/// Thread-safe.
public final class UnwrittenOutcomes {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<LaneOffset, Outcome> outcomes = new LinkedHashMap<>();
    private final int most;
    private volatile boolean empty = true;

    public UnwrittenOutcomes(int most) {
        this.most = most;
    }

    public void keep(Outcome outcome) {
        lock.lock();
        try {
            if (outcomes.size() == most) {
                LaneOffset oldest = outcomes.keySet().iterator().next();
                outcomes.remove(oldest);
            }
            outcomes.put(outcome.lane(), outcome);
            empty = false;
        } finally {
            lock.unlock();
        }
    }

    /// The end of the push, which is not kept any more.
    public Optional<Outcome> take(LaneOffset place, PushId push) {
        if (empty) {
            return Optional.empty();
        }
        lock.lock();
        try {
            Outcome outcome = outcomes.remove(place);
            empty = outcomes.isEmpty();
            // Another push stands at the place if the lane was made anew.
            return Optional.ofNullable(outcome).filter(it -> it.push().equals(push));
        } finally {
            lock.unlock();
        }
    }
}
