package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.belltower.dispatch.send.PushSender.Attempt;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The connection to APNs of one team in one environment: Pushy's client, replaced when it hangs.
///
/// Pushy cannot take a request back. What is abandoned stays in its queue or keeps its stream, so a
/// server that accepts and never answers would eat up one after the other, and while it has no
/// connection its queue has no bound. Therefore a client that gave no answer at all since an
/// abandoned request was handed to it, or that holds too many such requests, is closed, and the
/// next request gets a new one.
///
/// Thread-safe.
final class ApnsConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ApnsConnection.class);
    private static final int MOST_ABANDONED = 64;
    private static final int CLOSE_SECONDS = 2;

    private final String name;
    private final Supplier<ApnsClient> clients;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private Live current;

    /// @param name for the log
    ApnsConnection(String name, Supplier<ApnsClient> clients, LongSupplier nanoTime) {
        this.name = name;
        this.clients = clients;
        this.nanoTime = nanoTime;
        this.current = new Live(clients.get());
    }

    /// Sends.
    ///
    /// @param told the response, or why there is none and will be none; its cause may hold anything
    Attempt send(
            ApnsNotification notification,
            BiConsumer<@Nullable PushNotificationResponse<ApnsNotification>, @Nullable Throwable> told) {
        Live live = live();
        long handed = nanoTime.getAsLong();
        var answer = live.client.sendNotification(notification);
        var _ = answer.whenComplete((response, failure) -> {
            if (response != null) {
                live.lastAnswer.set(nanoTime.getAsLong());
            }
            if (notification.end()) {
                live.abandoned.decrementAndGet();
            }
            told.accept(response, failure);
        });
        return () -> abandon(live, notification, handed);
    }

    private void abandon(Live live, ApnsNotification notification, long handed) {
        if (notification.abandon()) {
            int abandoned = live.abandoned.incrementAndGet();
            if (abandoned >= MOST_ABANDONED || live.lastAnswer.get() - handed < 0) {
                replace(live);
            }
        }
    }

    private Live live() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void replace(Live hanging) {
        lock.lock();
        try {
            if (current != hanging) {
                return;
            }
            current = new Live(clients.get());
        } finally {
            lock.unlock();
        }
        LOG.warnf("event=apns-client-replaced connection=%s abandoned=%d", name, hanging.abandoned.get());
        Future<?> _ = hanging.client.close();
    }

    /// Blocks for at most two seconds.
    @Override
    public void close() {
        try {
            Object _ = live().client.close().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("event=apns-client-not-closed connection=%s", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Live {
        private final ApnsClient client;
        private final AtomicInteger abandoned = new AtomicInteger();
        private final AtomicLong lastAnswer = new AtomicLong(nanoTime.getAsLong());

        private Live(ApnsClient client) {
            this.client = client;
        }
    }
}
