package org.belltower.registry.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.belltower.registry.loop.WakeableLoop;

/// Runs the relay on a thread of its own: at once when it is woken, and from time to time for what other processes
/// marked. Thread-safe.
public final class RelayLoop implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(15);
    /// While the database is away there is nothing to see.
    private static final Duration BLIND = Duration.ofSeconds(1);

    private final Relay relay;
    private final Duration poll;
    private final Duration turn;
    private final WakeableLoop loop;

    /// @param poll how often to look without being woken
    /// @param turn how long a look may take
    public RelayLoop(Relay relay, Duration poll, Duration turn, LongSupplier nanoTime) {
        this.relay = relay;
        this.poll = poll;
        this.turn = turn;
        this.loop = new WakeableLoop("relay", this::tick, nanoTime);
    }

    public void start() {
        loop.start();
    }

    /// Something was marked. Never blocks.
    public void wake() {
        loop.wake();
    }

    public boolean alive() {
        return loop.alive();
    }

    /// For how long it should have looked and did not; empty before its start.
    public Optional<Duration> overdue() {
        return loop.overdue(turn);
    }

    private Duration tick() {
        relay.tick(loop::wake);
        return relay.blind() ? BLIND : poll;
    }

    /// Stops after the batches that are on their way.
    @Override
    public void close() {
        try {
            boolean _ = loop.close(GOODBYE) && relay.close(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
