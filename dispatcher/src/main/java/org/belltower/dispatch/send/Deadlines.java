package org.belltower.dispatch.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Everything that must be over by its time, which is the same span for all: so the first that
/// began is the first that is late.
///
/// Thread-safe.
public final class Deadlines {
    private final long span;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Runnable, Long> begun = new LinkedHashMap<>();

    public Deadlines(Duration span, LongSupplier nanoTime) {
        this.span = span.toNanos();
        this.nanoTime = nanoTime;
    }

    /// Begins to count.
    ///
    /// @param late called once by [#tick()], if it did not leave in time; told apart by identity
    void enter(Runnable late) {
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            begun.put(late, now);
        } finally {
            lock.unlock();
        }
    }

    void leave(Runnable inTime) {
        lock.lock();
        try {
            begun.remove(inTime);
        } finally {
            lock.unlock();
        }
    }

    /// Tells those that are late.
    public void tick() {
        long now = nanoTime.getAsLong();
        List<Runnable> late = new ArrayList<>();
        lock.lock();
        try {
            Iterator<Map.Entry<Runnable, Long>> oldest = begun.entrySet().iterator();
            while (oldest.hasNext()) {
                Map.Entry<Runnable, Long> entry = oldest.next();
                if (now - entry.getValue() < span) {
                    break;
                }
                late.add(entry.getKey());
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
        late.forEach(Runnable::run);
    }
}
