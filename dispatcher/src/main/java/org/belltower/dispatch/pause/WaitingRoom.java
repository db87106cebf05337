package org.belltower.dispatch.pause;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// [Waiting] by the clock: each that waits is a virtual thread that is parked, and the JDK's one
/// timer wakes it.
///
/// Thread-safe.
public final class WaitingRoom implements Waiting {
    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition never = lock.newCondition();

    public WaitingRoom(InstantSource time) {
        this.time = time;
    }

    @Override
    public void until(Instant due) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Duration left = Duration.between(time.instant(), due);
            while (left.isPositive()) {
                long _ = never.awaitNanos(left.toNanos());
                left = Duration.between(time.instant(), due);
            }
        } finally {
            lock.unlock();
        }
    }
}
