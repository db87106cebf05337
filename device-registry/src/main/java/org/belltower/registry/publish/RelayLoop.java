package org.belltower.registry.publish;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs the relay on a thread of its own: at once when it is woken, and from time to time for what other processes
/// marked. Thread-safe.
public final class RelayLoop implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(15);
    /// While the database is away there is nothing to see.
    private static final Duration BLIND = Duration.ofSeconds(1);

    private final Relay relay;
    private final Duration poll;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    /// @param poll how often to look without being woken
    public RelayLoop(Relay relay, Duration poll) {
        this.relay = relay;
        this.poll = poll;
        this.thread = Thread.ofPlatform().name("relay").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Something was marked. Never blocks.
    public void wake() {
        woken.release();
    }

    public boolean alive() {
        return thread.isAlive();
    }

    private void run() {
        while (!closing) {
            relay.tick(this::wake);
            await(relay.blind() ? BLIND : poll);
        }
    }

    private void await(Duration pause) {
        try {
            boolean _ = woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            int _ = woken.drainPermits();
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /// Stops after the batches that are on their way.
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            boolean _ = thread.join(GOODBYE) && relay.close(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
