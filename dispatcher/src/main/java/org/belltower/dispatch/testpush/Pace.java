package org.belltower.dispatch.testpush;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.belltower.model.wire.RecordKey;

/// One test push per device in ten seconds. Holds so many devices as asked within them, and no more than its bound:
/// beyond it nobody may.
///
/// Thread-safe.
final class Pace {
    static final Duration EVERY = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    /// When each was let go on last, the oldest first.
    private final Map<RecordKey, Long> last = new LinkedHashMap<>();

    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// @return how long to wait; empty if it may be now, which is noted
    Optional<Duration> ask(RecordKey device) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            forgetOld(now);
            Long before = last.get(device);
            if (before != null) {
                return Optional.of(EVERY.minusNanos(now - before));
            }
            if (last.size() >= MOST) {
                return Optional.of(EVERY);
            }
            last.put(device, now);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void forgetOld(long now) {
        Iterator<Long> oldest = last.values().iterator();
        while (oldest.hasNext() && now - oldest.next() >= EVERY.toNanos()) {
            oldest.remove();
        }
    }
}
