package org.belltower.service.probe;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ticks probes on a thread of its own: a peer that does not answer holds up nothing else.
public final class ProbeLoop implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Probes probes;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("probes").unstarted(this::run);

    public ProbeLoop(Probes probes) {
        this.probes = probes;
    }

    /// Does not block.
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                probes.tick();
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does not wait for an answer that is out. Blocks for two seconds at most.
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            boolean _ = thread.getState() == Thread.State.NEW || thread.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
