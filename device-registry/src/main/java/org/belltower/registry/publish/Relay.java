package org.belltower.registry.publish;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.belltower.registry.publish.ShardOwnership.Owned;
import org.belltower.service.failure.RetryPolicy;
import org.jspecify.annotations.Nullable;

/// Turns marks into records: takes the shards that nobody owns, and publishes those that have marks side by
/// side. No shard waits for another: each is started again as soon as it is idle.
///
/// Each shard is one slot, taken by whoever works with it: the thread that ticks, or the task that publishes
/// a batch. A tick that finds a slot taken leaves a note in it, and the task that gives it back asks for
/// another look then. So a mark is never overlooked, and a shard that rests or waits for a binding does not
/// make the relay spin.
///
/// [#tick] and [#close] are for one thread each; the others for any.
public final class Relay {
    private final MarkQueue queue;
    private final ShardOwnership ownership;
    private final RelayListener listener;
    private final Executor threads;
    private final List<Slot> slots;
    private final Semaphore quiet = new Semaphore(Shard.COUNT);
    private volatile boolean blind;
    private volatile boolean closed;
    private volatile @Nullable Throwable defect;

    /// @param threads runs the shards, at most one task a shard
    public Relay(Parts parts, ShardOwnership ownership, Executor threads) {
        this.queue = parts.queue();
        this.listener = parts.listener();
        this.ownership = ownership;
        this.threads = threads;
        this.slots = Shard.all().stream()
                .map(shard -> new Slot(shard, new ShardRelay(shard, parts)))
                .toList();
    }

    /// What every shard works with.
    ///
    /// @param batch marks to claim at once: bounds a transaction, and how long a logout waits behind an import
    public record Parts(
            MarkQueue queue,
            CommittedState state,
            StatePublisher publisher,
            RelayListener listener,
            InstantSource clock,
            RetryPolicy retries,
            int batch) {}

    /// Starts a batch of each idle shard that has marks, and waits for none of them.
    ///
    /// @param again called by a shard's thread when there may be more to do at once; must not block
    /// @throws IllegalStateException if a shard's relay is broken: a defect
    public void tick(Runnable again) {
        Throwable broken = defect;
        if (broken != null) {
            throw new IllegalStateException("a shard's relay handles its failures", broken);
        }
        Owned owned;
        Set<Shard> waiting;
        try {
            owned = ownership.acquire();
            waiting = queue.waiting();
            blind = false;
        } catch (RuntimeException e) {
            blind = true;
            listener.blind(e);
            return;
        }
        for (Slot slot : slots) {
            look(slot, owned, waiting.contains(slot.shard), again);
        }
    }

    private void look(Slot slot, Owned owned, boolean marked, Runnable again) {
        if (!slot.take(quiet)) {
            return;
        }
        slot.relay.ownedIn(owned.term());
        if (!marked) {
            slot.relay.recovered();
        }
        if (marked && owned.shards().contains(slot.shard)) {
            threads.execute(() -> publish(slot, again));
        } else {
            boolean _ = slot.giveBack(quiet);
        }
    }

    private void publish(Slot slot, Runnable again) {
        Progress progress = Progress.IDLE;
        try {
            progress = slot.relay.tick();
        } catch (RuntimeException | Error e) {
            defect = e;
        } finally {
            boolean missed = slot.giveBack(quiet);
            if (missed || progress == Progress.PUBLISHED || defect != null) {
                again.run();
            }
        }
    }

    /// Waits for the batches that are under way; after that no other is started any more. For one thread, after the
    /// last tick. May be repeated.
    ///
    /// @return false if one of them takes longer
    public boolean close(Duration patience) throws InterruptedException {
        closed = closed || quiet.tryAcquire(Shard.COUNT, patience.toMillis(), TimeUnit.MILLISECONDS);
        return closed;
    }

    /// Whether it was not known at the last look which shards are this process's, or which have marks.
    public boolean blind() {
        return blind;
    }

    /// The shards whose marks could not be published at the last try.
    public List<Shard> failing() {
        return slots.stream()
                .filter(slot -> slot.relay.failing())
                .map(slot -> slot.shard)
                .toList();
    }
}
