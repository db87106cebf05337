package org.belltower.dispatch.consume;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Whether work of one assignment may still go out to a provider, and how much of it is out.
///
/// A push is inside from just before it is sent until its end is written down. Once the assignment is withdrawn, none
/// goes in any more, and whoever waits for those inside knows that nothing of this assignment will be sent later: the
/// partition's next owner may begin.
///
/// An assignment can also be over without our knowing: who was cut off, or stood still, hears of it last. So it is
/// proven again and again; while the last proof is too old, nothing is to go out, and what waits comes again.
///
/// Thread-safe.
public final class AssignmentGate {
    private final BooleanSupplier proven;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int inside;
    private boolean withdrawn;

    /// Of an assignment that nobody else can end.
    public AssignmentGate() {
        this(() -> true);
    }

    /// @param proven whether the assignment was ours a short while ago, for sure
    public AssignmentGate(BooleanSupplier proven) {
        this.proven = proven;
    }

    public boolean isProven() {
        return proven.getAsBoolean();
    }

    /// @return false if the assignment is withdrawn: then the caller stays out and does nothing
    public boolean enter() {
        lock.lock();
        try {
            if (withdrawn) {
                return false;
            }
            inside++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Once for each time that [#enter()] returned true.
    public void leave() {
        lock.lock();
        try {
            inside--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// For good. Repeatable.
    public void withdraw() {
        lock.lock();
        try {
            withdrawn = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean isWithdrawn() {
        lock.lock();
        try {
            return withdrawn;
        } finally {
            lock.unlock();
        }
    }

    /// Blocks until nobody is inside.
    ///
    /// @return false if somebody still was when the time was over
    public boolean awaitEmpty(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (inside > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return inside == 0;
        } finally {
            lock.unlock();
        }
    }
}
