package org.belltower.registry.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs a piece of work again and again on a thread of its own: at once when it is woken, and from time to time for
/// what nobody here was told of. Work that throws ends the thread. Thread-safe.
public final class WakeableLoop {
    private final Supplier<Duration> work;
    private final LongSupplier nanoTime;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable Phase phase;

    /// @param name the thread's
    /// @param work answers how long to wait for a wake before the next time
    public WakeableLoop(String name, Supplier<Duration> work, LongSupplier nanoTime) {
        this.work = work;
        this.nanoTime = nanoTime;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /// What the thread does.
    private sealed interface Phase {
        long since();

        record Turn(long since) implements Phase {}

        record Pause(long since, Duration wanted) implements Phase {}
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

    /// For how long it has made no progress though it should have: it takes longer for its turn, or pauses for longer
    /// than it wanted to. Empty before it was started.
    ///
    /// @param turn what the work may take
    public Optional<Duration> overdue(Duration turn) {
        Phase now = phase;
        if (now == null) {
            return Optional.empty();
        }
        Duration allowed = switch (now) {
            case Phase.Turn _ -> turn;
            case Phase.Pause pause -> pause.wanted();
        };
        Duration late = Duration.ofNanos(nanoTime.getAsLong() - now.since()).minus(allowed);
        return Optional.of(late.isNegative() ? Duration.ZERO : late);
    }

    private void run() {
        while (!closing) {
            phase = new Phase.Turn(nanoTime.getAsLong());
            Duration pause = work.get();
            phase = new Phase.Pause(nanoTime.getAsLong(), pause);
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
