package org.belltower.dispatch.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// A bounded number of sends in flight per credential. Who waits longest goes next: a permit is handed from one
/// that returns it to the first in the queue, so nobody overtakes.
///
/// Who asks blocks, so the thread that polls must not ask. The queues are as long as the windows of the partitions
/// are wide, no longer: each that waits holds a place in one.
///
/// Thread-safe.
public final class Permits {
    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Credential, Count> counts = new HashMap<>();

    /// @param limit the most in flight for one credential
    public Permits(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be 1 or more");
        }
        this.limit = limit;
    }

    /// Blocks until there is a permit, or until the caller no longer wants one.
    ///
    /// @param givenUp asked at once and after each [#wake()]
    /// @return false if given up; if true, [#release] is due exactly once
    public boolean acquire(Credential credential, BooleanSupplier givenUp) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Count count = counts.computeIfAbsent(credential, _ -> new Count());
            if (count.inFlight < limit) {
                count.inFlight++;
                return true;
            }
            return await(count, givenUp);
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Count count, BooleanSupplier givenUp) throws InterruptedException {
        Waiter waiter = new Waiter(lock.newCondition());
        count.waiters.add(waiter);
        try {
            while (!waiter.granted && !givenUp.getAsBoolean()) {
                waiter.changed.await();
            }
            return waiter.granted;
        } catch (InterruptedException e) {
            if (waiter.granted) {
                giveBack(count);
            }
            throw e;
        } finally {
            if (!waiter.granted) {
                count.waiters.remove(waiter);
            }
        }
    }

    public void release(Credential credential) {
        lock.lock();
        try {
            Count count = counts.get(credential);
            if (count == null || count.inFlight == 0) {
                throw new IllegalStateException("nothing is in flight for " + credential);
            }
            giveBack(count);
        } finally {
            lock.unlock();
        }
    }

    private static void giveBack(Count count) {
        Waiter next = count.waiters.poll();
        if (next == null) {
            count.inFlight--;
        } else {
            next.granted = true;
            next.changed.signal();
        }
    }

    /// Lets everyone who waits ask again whether to go on.
    public void wake() {
        lock.lock();
        try {
            counts.values().forEach(count -> count.waiters.forEach(waiter -> waiter.changed.signal()));
        } finally {
            lock.unlock();
        }
    }

    public int inFlight(Credential credential) {
        lock.lock();
        try {
            Count count = counts.get(credential);
            return count == null ? 0 : count.inFlight;
        } finally {
            lock.unlock();
        }
    }

    private static final class Count {
        private final Deque<Waiter> waiters = new ArrayDeque<>();
        private int inFlight;
    }

    private static final class Waiter {
        private final Condition changed;
        private boolean granted;

        private Waiter(Condition changed) {
            this.changed = changed;
        }
    }
}
