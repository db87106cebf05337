package org.belltower.dispatch.deferral;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.wire.Topics;

/// Outcomes in memory. Thread-safe.
final class KnownOutcomes implements DurableOutcomes {
    private final Set<LaneOffset> ended = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;

    /// @return false if it had one already
    boolean ended(LaneOffset place) {
        return ended.add(place);
    }

    void away(boolean is) {
        away = is;
    }

    /// How often.
    int asked() {
        return asked.get();
    }

    @Override
    public List<Long> ends() {
        return Collections.nCopies(Topics.PARTITIONS, 0L);
    }

    @Override
    public Set<LaneOffset> among(Collection<Doubt> doubts) {
        if (away) {
            throw new IllegalStateException("away");
        }
        int _ = asked.incrementAndGet();
        return doubts.stream().map(Doubt::place).filter(ended::contains).collect(Collectors.toSet());
    }
}
