package org.belltower.registry.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells when a right that was taken away is gone for good: Kafka has acknowledged the bindings, settings and
/// revocations that a transaction marked, of whichever district. Audiences are not waited for: they give rights, and
/// what was decided by an old one is stopped by the others.
///
/// Whichever process publishes the shard deletes the marks after Kafka's acknowledgement. Whoever waits asks once
/// whether they are gone; after that one thread asks for all who wait, again and again while there are any, with
/// pauses that grow as the newest of them waits. A question that fails tells nothing, and is asked again.
///
/// Thread-safe.
public final class Acknowledgement implements AutoCloseable {
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final UnpublishedMarks unpublished;
    private final long patience;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition joined = lock.newCondition();
    /// In the order in which they came.
    private final List<Waiting> waiting = new ArrayList<>();

    private @Nullable Thread asker;
    private boolean closed;

    /// @param patience how long to ask
    /// @param nanos a clock that only runs forward
    public Acknowledgement(UnpublishedMarks unpublished, Duration patience, LongSupplier nanos) {
        this.unpublished = unpublished;
        this.patience = patience.toNanos();
        this.nanos = nanos;
    }

    private static final class Waiting {
        /// What is not known to be published. Under the lock.
        private final Set<String> open;
        private final long since;
        private final CountDownLatch done = new CountDownLatch(1);

        Waiting(Set<String> open, long since) {
            this.open = new HashSet<>(open);
            this.since = since;
        }
    }

    /// Blocks until it is so of all; asks but once about transactions that marked nothing of the kind. May be
    /// repeated.
    ///
    /// @param transactions committed ones, as the database numbers them
    /// @throws UnpublishedException if it is not so, or cannot be known, in good time; it is stored, and will be
    ///     published
    public void await(List<String> transactions) {
        long began = nanos.getAsLong();
        Set<String> open = stillOpen(Set.copyOf(transactions));
        if (open.isEmpty()) {
            return;
        }
        Waiting one = new Waiting(open, nanos.getAsLong());
        join(one);
        try {
            if (!isDone(one, patience - (nanos.getAsLong() - began))) {
                throw new UnpublishedException();
            }
        } finally {
            leave(one);
        }
    }

    private Set<String> stillOpen(Set<String> transactions) {
        if (transactions.isEmpty()) {
            return transactions;
        }
        try {
            return unpublished.of(transactions);
        } catch (RuntimeException e) {
            return transactions;
        }
    }

    private boolean isDone(Waiting one, long left) {
        try {
            return one.done.await(left, TimeUnit.NANOSECONDS) && isPublished(one);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isPublished(Waiting one) {
        lock.lock();
        try {
            return one.open.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void join(Waiting one) {
        lock.lock();
        try {
            if (closed) {
                one.done.countDown();
                return;
            }
            waiting.add(one);
            joined.signal();
            if (asker == null || !asker.isAlive()) {
                asker = Thread.ofVirtual().name("acknowledgement").start(this::ask);
            }
        } finally {
            lock.unlock();
        }
    }

    private void leave(Waiting one) {
        lock.lock();
        try {
            boolean _ = waiting.remove(one);
        } finally {
            lock.unlock();
        }
    }

    /// While somebody waits.
    private void ask() {
        long asked = nanos.getAsLong();
        Set<String> transactions = due(asked);
        while (!transactions.isEmpty()) {
            asked = nanos.getAsLong();
            settle(transactions, stillOpen(transactions));
            transactions = due(asked);
        }
    }

    /// Blocks until it is time to ask again.
    ///
    /// @param asked when it was asked last
    /// @return what to ask about; none: nobody waits, and for who comes next another thread asks
    private Set<String> due(long asked) {
        lock.lock();
        try {
            while (!waiting.isEmpty() && left(asked) > 0) {
                long _ = joined.awaitNanos(left(asked));
            }
            if (waiting.isEmpty()) {
                asker = null;
            }
            return waiting.stream().flatMap(one -> one.open.stream()).collect(Collectors.toSet());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts it", e);
        } finally {
            lock.unlock();
        }
    }

    private long left(long asked) {
        long waited = asked - waiting.getLast().since;
        return asked + Math.clamp(waited, SHORTEST_PAUSE, LONGEST_PAUSE) - nanos.getAsLong();
    }

    /// @param asked what was asked about: who came meanwhile was not
    private void settle(Set<String> asked, Set<String> open) {
        Set<String> published = new HashSet<>(asked);
        published.removeAll(open);
        lock.lock();
        try {
            for (Waiting one : waiting) {
                one.open.removeAll(published);
                if (one.open.isEmpty()) {
                    one.done.countDown();
                }
            }
            waiting.removeIf(one -> one.open.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /// Whoever waits is answered at once: what is left may take longer than the process has.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(one -> one.done.countDown());
            waiting.clear();
            joined.signal();
        } finally {
            lock.unlock();
        }
    }
}
