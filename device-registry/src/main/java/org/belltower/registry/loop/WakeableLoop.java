package org.belltower.registry.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Runs a piece of work again and again on a thread of its own: at once when it is woken, and from time to time for
/// what nobody here was told of. Work that throws ends the thread. Thread-safe.
public final class WakeableLoop {
    private final Supplier<Duration> work;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;
    private volatile Optional<Long> turned = Optional.empty();

    /// @param name the thread's
    /// @param work answers how long to wait for a wake before the next time
    public WakeableLoop(String name, Supplier<Duration> work) {
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// There is something to do. Never blocks. A wake during the work is not lost: the work is done once more.
    public void wake() {
        woken.release();
    }

    public boolean alive() {
        return thread.isAlive();
    }

    /// How long ago the work was last done; empty if it never was.
    public Optional<Duration> idle() {
        return turned.map(turn -> Duration.ofNanos(System.nanoTime() - turn));
    }

    private void run() {
        while (!closing) {
            Duration pause = work.get();
            turned = Optional.of(System.nanoTime());
            await(pause);
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

    /// Stops after the work that is on its way.
    ///
    /// @return whether it has ended within the patience, and this thread was not interrupted meanwhile
    public boolean close(Duration patience) {
        closing = true;
        wake();
        try {
            return thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
