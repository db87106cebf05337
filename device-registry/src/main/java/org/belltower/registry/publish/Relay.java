package org.belltower.registry.publish;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.registry.publish.ShardOwnership.Owned;
import org.belltower.service.failure.RetryPolicy;

/// Turns marks into records: takes the shards that nobody owns, and publishes those that have marks side by side.
///
/// [#tick()] is for one thread; the others for any.
public final class Relay {
    private final MarkQueue queue;
    private final ShardOwnership ownership;
    private final StatePublisher publisher;
    private final RelayListener listener;
    private final ExecutorService threads;
    private final List<ShardRelay> shards;
    private long term = -1;
    private volatile boolean blind;

    /// @param threads runs the shards, at most one task a shard
    public Relay(Parts parts, ShardOwnership ownership, ExecutorService threads) {
        this.queue = parts.queue();
        this.publisher = parts.publisher();
        this.listener = parts.listener();
        this.ownership = ownership;
        this.threads = threads;
        this.shards =
                Shard.all().stream().map(shard -> new ShardRelay(shard, parts)).toList();
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

    /// Publishes at most one batch of each shard. Blocks until all are through; does not fail.
    ///
    /// @return whether there may be more to do at once
    public boolean tick() {
        Set<Shard> due;
        try {
            due = due();
            blind = false;
        } catch (RuntimeException e) {
            blind = true;
            listener.blind(e);
            return false;
        }
        Function<Shard, Future<Progress>> start = shard -> threads.submit(relay(shard)::tick);
        List<Future<Progress>> running = due.stream().map(start).toList();
        boolean more = false;
        for (Future<Progress> shard : running) {
            more |= progress(shard) == Progress.PUBLISHED;
        }
        return more;
    }

    private Set<Shard> due() {
        Owned owned = ownership.acquire();
        if (owned.term() != term) {
            Shard.all().forEach(publisher::discard);
            shards.forEach(ShardRelay::recovered);
            term = owned.term();
        }
        Set<Shard> waiting = queue.waiting();
        for (Shard shard : Shard.all()) {
            if (!waiting.contains(shard)) {
                relay(shard).recovered();
            }
        }
        return waiting.stream().filter(owned.shards()::contains).collect(Collectors.toUnmodifiableSet());
    }

    private ShardRelay relay(Shard shard) {
        return shards.get(shard.number());
    }

    private static Progress progress(Future<Progress> shard) {
        try {
            return shard.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Progress.IDLE;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a shard's relay handles its failures", e);
        }
    }

    /// Whether it was not known at the last look which shards are this process's, or which have marks.
    public boolean blind() {
        return blind;
    }

    /// The shards whose marks could not be published at the last try.
    public List<Shard> failing() {
        return Shard.all().stream().filter(shard -> relay(shard).failing()).toList();
    }
}
