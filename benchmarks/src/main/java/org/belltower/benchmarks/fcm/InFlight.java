package org.belltower.benchmarks.fcm;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Messages under way, bounded, and whether each was accepted. Thread-safe.
final class InFlight {
    static final int MOST = 1_000;

    private final Semaphore free = new Semaphore(MOST);
    private final AtomicInteger failed = new AtomicInteger();

    void begin() throws InterruptedException {
        free.acquire();
    }

    void end(boolean accepted) {
        if (!accepted) {
            failed.incrementAndGet();
        }
        free.release();
    }

    /// Blocks until nothing is under way.
    ///
    /// @throws IllegalStateException if a message was not accepted
    void awaitAll() throws InterruptedException {
        free.acquire(MOST);
        free.release(MOST);
        if (failed.get() > 0) {
            throw new IllegalStateException(failed.get() + " messages were not accepted");
        }
    }
}
