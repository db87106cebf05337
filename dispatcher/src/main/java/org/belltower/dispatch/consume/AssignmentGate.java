package org.belltower.dispatch.consume;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Whether work of one assignment may still go out to a provider, and how much of it is out.
///
/// A push is inside from just before it is sent until its end is written down. Once the assignment is withdrawn, none
/// goes in any more, and whoever waits for those inside knows that nothing of this assignment will be sent later: the
/// partition's next owner may begin.
///
/// An assignment can also be over without our knowing: who was cut off, or stood still, hears of it last. So it is
/// proven again and again; while the last proof is too old, nothing is to go out or to be written down, and what waits
/// comes again. Once it is lost nothing of it is written down any more: the next owner does not know what is inside and
/// sends it, and a push has one outcome (I-55).
///
/// Thread-safe.
public final class AssignmentGate {
    private final Supplier<Ownership> told;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int inside;
    private boolean withdrawn;
    private volatile boolean lost;

    /// Of an assignment that nobody else can end.
    public AssignmentGate() {
        this(() -> Ownership.OURS);
    }

    /// @param told whose it is, until it is [lost][#lose()]; asked by any thread, and often
    public AssignmentGate(Supplier<Ownership> told) {
        this.told = told;
    }

    public Ownership ownership() {
        return lost ? Ownership.LOST : told.get();
    }

    public boolean isProven() {
        return ownership() == Ownership.OURS;
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

    /// For good: none goes in any more, and what is inside is still written down. Repeatable.
    public void withdraw() {
        lock.lock();
        try {
            withdrawn = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Withdrawn, and what is inside is not written down any more. For good; repeatable.
    public void lose() {
        lost = true;
        withdraw();
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
