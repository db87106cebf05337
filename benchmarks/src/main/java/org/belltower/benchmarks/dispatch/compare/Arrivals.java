package org.belltower.benchmarks.dispatch.compare;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.belltower.benchmarks.dispatch.bed.Simulator;
import org.belltower.benchmarks.dispatch.bed.Simulator.Received;
import org.jspecify.annotations.Nullable;

/// What arrives at the simulator, fetched as it comes: how much, and of what is awaited when. On a
/// thread of its own, which alone uses the simulator until this is closed.
///
/// Thread-safe.
public final class Arrivals implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Simulator simulator;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, List<Received>> awaited = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("arrivals").unstarted(this::run);
    private long count;
    private volatile @Nullable RuntimeException failure;

    /// Lets the simulator forget what it has received, and begins.
    public Arrivals(Simulator simulator) {
        this.simulator = simulator;
        simulator.forget();
        thread.start();
    }

    private void run() {
        try {
            long since = 0;
            do {
                List<Received> pushes = simulator.received(since);
                since += pushes.size();
                keep(pushes);
            } while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void keep(List<Received> pushes) {
        lock.lock();
        try {
            count += pushes.size();
            for (Received push : pushes) {
                awaited.computeIfPresent(push.id(), (_, before) -> append(before, push));
            }
        } finally {
            lock.unlock();
        }
    }

    private static List<Received> append(List<Received> before, Received push) {
        return Stream.concat(before.stream(), Stream.of(push)).toList();
    }

    /// From now on these are awaited: of others nothing is kept.
    public void await(Set<String> ids) {
        lock.lock();
        try {
            ids.forEach(id -> awaited.putIfAbsent(id, List.of()));
        } finally {
            lock.unlock();
        }
    }

    /// How many have arrived, awaited or not.
    ///
    /// @throws IllegalStateException if they cannot be fetched any more
    public long count() {
        lock.lock();
        try {
            requireFetching();
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// Those that have arrived of these, which were awaited, in no order.
    ///
    /// @throws IllegalStateException if they cannot be fetched any more
    public List<Received> of(Set<String> ids) {
        lock.lock();
        try {
            requireFetching();
            return ids.stream()
                    .flatMap(id -> awaited.getOrDefault(id, List.of()).stream())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void requireFetching() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new IllegalStateException("what the simulator receives cannot be fetched", cause);
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
