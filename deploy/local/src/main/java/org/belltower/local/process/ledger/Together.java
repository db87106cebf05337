package org.belltower.local.process.ledger;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does the same to several things at once and waits for all.
public final class Together {
    private Together() {}

    /// What is done to one of them.
    @FunctionalInterface
    public interface Action<T> {
        void run(T thing) throws InterruptedException;
    }

    /// Blocks until all are done.
    ///
    /// @throws IllegalStateException if one of them failed
    public static <T> void run(Collection<T> things, Action<T> action) throws InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = things.stream()
                    .<Future<?>>map(thing -> executor.submit(() -> {
                        action.run(thing);
                        return null;
                    }))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }
}
