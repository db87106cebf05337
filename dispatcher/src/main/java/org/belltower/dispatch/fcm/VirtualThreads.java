package org.belltower.dispatch.fcm;

import com.google.firebase.FirebaseApp;
import com.google.firebase.ThreadManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// The library's threads. What it does in the background blocks, so virtual ones will do.
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
        return Thread.ofVirtual().name("fcm-", 0).factory();
    }
}
