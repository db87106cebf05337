package org.belltower.registry.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs the sweep on a thread of its own: at once when it is woken, and from time to time for what other
/// copies of the service changed and for days that begin. Thread-safe.
public final class SupportLoop implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final SupportSweep sweep;
    private final Duration poll;
    private final SupportListener listener;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    /// @param poll how often to look without being woken, also after a failure
    public SupportLoop(SupportSweep sweep, Duration poll, SupportListener listener) {
        this.sweep = sweep;
        this.poll = poll;
        this.listener = listener;
        this.thread = Thread.ofPlatform().name("supported-platforms").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// A table was changed. Never blocks.
    public void wake() {
        woken.release();
    }

    public boolean alive() {
        return thread.isAlive();
    }

    private void run() {
        while (!closing) {
            tick();
            await();
        }
    }

    private void tick() {
        try {
            listener.swept(sweep.tick());
        } catch (RuntimeException e) {
            listener.sweepFailed(e);
        }
    }

    private void await() {
        try {
            boolean _ = woken.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
            int _ = woken.drainPermits();
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /// Stops after the sweep that is on its way.
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            boolean _ = thread.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
