package org.belltower.service.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ticks each probe on a thread of its own: a peer that does not answer holds up nothing else, not
/// even the question to another peer.
public final class ProbeLoop implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended;
    private final List<Thread> threads;

    public ProbeLoop(Probes probes) {
        this.ended = new CountDownLatch(probes.each().size());
        this.threads = probes.each().stream()
                .map(probe -> Thread.ofPlatform()
                        .daemon()
                        .name("probe-" + probe.peer())
                        .unstarted(() -> run(probe)))
                .toList();
    }

    /// Does not block.
    public void start() {
        threads.forEach(Thread::start);
    }

    private void run(WatchedProbe probe) {
        try {
            do {
                probe.tick();
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /// Does not wait for an answer that is out. Blocks for two seconds at most.
    @Override
    public void close() {
        closing.countDown();
        threads.forEach(Thread::interrupt);
        boolean started = threads.stream().anyMatch(thread -> thread.getState() != Thread.State.NEW);
        try {
            boolean _ = !started || ended.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
