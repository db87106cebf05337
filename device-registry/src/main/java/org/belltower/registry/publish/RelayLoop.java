package org.belltower.registry.publish;

import java.time.Duration;
import java.util.Optional;
import org.belltower.registry.loop.WakeableLoop;

/// Runs the relay on a thread of its own: at once when it is woken, and from time to time for what other processes
/// marked. Thread-safe.
public final class RelayLoop implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(15);
    /// While the database is away there is nothing to see.
    private static final Duration BLIND = Duration.ofSeconds(1);

    private final Relay relay;
    private final Duration poll;
    private final WakeableLoop loop = new WakeableLoop("relay", this::tick);

    /// @param poll how often to look without being woken
    public RelayLoop(Relay relay, Duration poll) {
        this.relay = relay;
        this.poll = poll;
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

    /// How long ago it last looked; empty if it never did.
    public Optional<Duration> idle() {
        return loop.idle();
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
