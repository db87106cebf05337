package org.belltower.service.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.belltower.service.failure.RetryPolicy;

/// When whoever takes the place of a thread that died may begin: what is broken for all of them, as a disk that is
/// full, must not be tried as fast as threads can die. The pause grows with each death, of whichever thread, and begins
/// anew once none has died for five minutes.
///
/// Thread-safe.
final class Replacements implements AutoCloseable {
    private static final long CALM = Duration.ofMinutes(5).toNanos();

    private final RetryPolicy pauses;
    private final LongSupplier nanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private int deaths;
    private long lastDeath;
    private long begin;

    /// @param pauses by deaths in a row
    /// @param nanos a clock that never jumps
    Replacements(RetryPolicy pauses, LongSupplier nanos) {
        this.pauses = pauses;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /// A thread has died.
    ///
    /// @return the pause before the next one
    Duration died() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            deaths = now - lastDeath > CALM ? 1 : deaths + 1;
            lastDeath = now;
            Duration pause = pauses.delay(deaths);
            begin = now + pause.toNanos();
            return pause;
        } finally {
            lock.unlock();
        }
    }

    /// When a thread that is made now may begin, in nanoseconds of the clock.
    long begin() {
        lock.lock();
        try {
            return begin;
        } finally {
            lock.unlock();
        }
    }

    /// Whether a thread has died, and whoever takes its place may not begin yet.
    boolean arePausing() {
        lock.lock();
        try {
            return deaths > 0 && begin - nanos.getAsLong() > 0;
        } finally {
            lock.unlock();
        }
    }

    /// Blocks until then, or until nothing is to begin any more.
    ///
    /// @return whether whoever waited may begin
    boolean await(long begin) {
        try {
            return !closed.await(begin - nanos.getAsLong(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Nobody waits any more, and nothing begins.
    @Override
    public void close() {
        closed.countDown();
    }
}
