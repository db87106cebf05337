package org.belltower.benchmarks.dispatch.rival;

import com.google.firebase.FirebaseApp;
import com.google.firebase.ThreadManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// Of firebase-admin's threads, which wait for answers, each is a virtual one.
final class VirtualThreads extends ThreadManager {
    @Override
    protected ExecutorService getExecutor(FirebaseApp app) {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Override
    protected void releaseExecutor(FirebaseApp app, ExecutorService executor) {
        executor.shutdownNow();
    }

    @Override
    protected ThreadFactory getThreadFactory() {
        return Thread.ofVirtual().factory();
    }
}
