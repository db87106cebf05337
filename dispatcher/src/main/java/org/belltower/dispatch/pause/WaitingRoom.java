package org.belltower.dispatch.pause;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// [Waiting] by the clock: each that waits is a virtual thread that is parked, and the JDK's one
/// timer wakes it.
///
/// Thread-safe.
public final class WaitingRoom implements Waiting {
    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();

    public WaitingRoom(InstantSource time) {
        this.time = time;
    }

    @Override
    public boolean until(Instant due, BooleanSupplier over) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!over.getAsBoolean()) {
                Duration left = Duration.between(time.instant(), due);
                if (!left.isPositive()) {
                    return true;
                }
                // Returns early when woken; the loop looks at the clock again.
                long _ = woken.awaitNanos(left.toNanos());
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wake() {
        lock.lock();
        try {
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
