package org.belltower.local.demo.load;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Calls that are made several at once, as phones do.
final class AtOnce {
    private static final int MOST = 8;

    private AtOnce() {}

    /// What one phone does. Blocks.
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    /// Blocks until all are done.
    ///
    /// @throws RuntimeException what the first of them threw that failed
    static void all(List<Task> tasks) throws InterruptedException {
        List<Callable<Boolean>> calls = tasks.stream()
                .<Callable<Boolean>>map(task -> () -> {
                    task.run();
                    return true;
                })
                .toList();
        try (ExecutorService phones = Executors.newFixedThreadPool(MOST)) {
            for (Future<Boolean> one : phones.invokeAll(calls)) {
                boolean _ = one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
