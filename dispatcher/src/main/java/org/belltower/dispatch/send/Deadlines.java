package org.belltower.dispatch.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Everything that must be over by its time, which is the same span for all: so the first that
/// began is the first that is late. They stand in a list of which each is its own link, so that
/// coming and going costs nothing but that.
///
/// Thread-safe.
public final class Deadlines {
    private final long span;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Timed ends = new Ends();

    public Deadlines(Duration span, LongSupplier nanoTime) {
        this.span = span.toNanos();
        this.nanoTime = nanoTime;
    }

    /// What must be over by its time. It counts once.
    abstract static class Timed {
        private Timed before = this;
        private Timed after = this;
        private long begun;

        /// It did not leave in time.
        abstract void late();

        private void standBefore(Timed other) {
            before = other.before;
            after = other;
            before.after = this;
            after.before = this;
        }

        private void goOut() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }
    }

    /// Where the list begins and ends.
    private static final class Ends extends Timed {
        @Override
        void late() {
            throw new IllegalStateException("the ends of the list do not begin");
        }
    }

    /// Begins to count.
    void enter(Timed one) {
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            one.begun = now;
            one.standBefore(ends);
        } finally {
            lock.unlock();
        }
    }

    /// It is over. Repeatable.
    void leave(Timed one) {
        lock.lock();
        try {
            one.goOut();
        } finally {
            lock.unlock();
        }
    }

    /// Tells those that are late.
    public void tick() {
        long now = nanoTime.getAsLong();
        List<Timed> late = new ArrayList<>();
        lock.lock();
        try {
            for (Timed first = ends.after; !(first instanceof Ends) && now - first.begun >= span; first = ends.after) {
                first.goOut();
                late.add(first);
            }
        } finally {
            lock.unlock();
        }
        late.forEach(Timed::late);
    }
}
