package org.belltower.registry.publish;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Tells when a right that was taken away is gone for good: Kafka has acknowledged the bindings, settings and
/// revocations that a transaction marked, of whichever district. Audiences are not waited for: they give rights, and
/// what was decided by an old one is stopped by the others.
///
/// Asks again and again, with growing pauses, whether the marks are gone: whichever process publishes the shard
/// deletes them after Kafka's acknowledgement. Thread-safe.
public final class Acknowledgement implements AutoCloseable {
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Predicate<String> unpublished;
    private final long patience;
    private final LongSupplier nanos;
    private final CountDownLatch closing = new CountDownLatch(1);

    /// @param unpublished whether marks of a transaction, audiences' apart, are still there; blocks
    /// @param patience how long to ask
    /// @param nanos a clock that only runs forward
    public Acknowledgement(Predicate<String> unpublished, Duration patience, LongSupplier nanos) {
        this.unpublished = unpublished;
        this.patience = patience.toNanos();
        this.nanos = nanos;
    }

    /// Blocks until it is so of all; asks but once about a transaction that marked nothing of the kind. May be
    /// repeated.
    ///
    /// @param transactions committed ones, as the database numbers them
    /// @throws UnpublishedException if it is not so in good time; it is stored, and will be published
    public void await(List<String> transactions) {
        long began = nanos.getAsLong();
        transactions.forEach(transaction -> await(transaction, began));
    }

    private void await(String transaction, long began) {
        long pause = SHORTEST_PAUSE;
        while (unpublished.test(transaction)) {
            long left = patience - (nanos.getAsLong() - began);
            if (left <= 0 || closes(Math.min(pause, left))) {
                throw new UnpublishedException();
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    private boolean closes(long pause) {
        try {
            return closing.await(pause, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Whoever waits is answered at once: what is left may take longer than the process has.
    @Override
    public void close() {
        closing.countDown();
    }
}
