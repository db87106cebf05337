package org.belltower.registry.platform;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.belltower.registry.loop.WakeableLoop;

/// Runs the sweep on a thread of its own: at once when it is woken, and from time to time for what other
/// copies of the service changed and for days that begin. Thread-safe.
public final class SupportLoop implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final SupportSweep sweep;
    private final Duration poll;
    private final SupportListener listener;
    private final WakeableLoop loop;

    /// @param poll how often to look without being woken, also after a failure
    public SupportLoop(SupportSweep sweep, Duration poll, SupportListener listener, LongSupplier nanoTime) {
        this.sweep = sweep;
        this.poll = poll;
        this.listener = listener;
        this.loop = new WakeableLoop("supported-platforms", this::tick, nanoTime);
    }

    public void start() {
        loop.start();
    }

    /// A table was changed. Never blocks.
    public void wake() {
        loop.wake();
    }

    public boolean alive() {
        return loop.alive();
    }

    private Duration tick() {
        try {
            listener.swept(sweep.tick());
        } catch (RuntimeException e) {
            listener.sweepFailed(e);
        }
        return poll;
    }

    /// Stops after the sweep that is on its way.
    @Override
    public void close() {
        boolean _ = loop.close(GOODBYE);
    }
}
