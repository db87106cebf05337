package org.belltower.dispatch.fcm.http2;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.belltower.service.failure.RetryPolicy;
import org.jspecify.annotations.Nullable;

/// Connections to one host, as many as what is under way needs and no more than twenty, each with
/// as many streams as its server allows at the moment. The first that has a free stream carries a
/// request, so that those which are not needed fall idle and end.
///
/// New ones are opened when requests wait for a stream, a few at a time; after a failure not before
/// a while that grows and is half by chance, so that many dispatchers do not come back together.
/// What waits while no connection can be made is told so with the attempt that it waited for.
///
/// Blocks, meant for virtual threads. Thread-safe.
// Netty: scheduled starts are not waited for.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Http2Connections implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 20;
    private static final int MOST_OPENING = 4;
    /// As many as Google's servers allow: what is expected of a connection that has not said so
    /// yet.
    private static final int USUAL_STREAMS = 100;

    private static final Http2Answer UNREACHABLE = new Http2Answer.Lost("connection");
    private static final Http2Answer LATE = new Http2Answer.Lost("deadline");

    private final Connector connector;
    private final LongSupplier nanoTime;
    private final RetryPolicy reopening;
    private final EventLoopGroup loops;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<LiveConnection> opening = new HashSet<>();
    private final LiveConnection.Listener events = new Events();
    private volatile List<LiveConnection> live = List.of();
    private final AtomicInteger waiting = new AtomicInteger();
    private int streamsOfNewest = USUAL_STREAMS;
    private int failures;
    private long failedAttempts;
    private boolean closed;

    /// @param host a name or an address; what its certificate must be for
    /// @param reopening how long after failures in a row the next attempt is
    public Http2Connections(String host, int port, SSLContext tls, LongSupplier nanoTime, RetryPolicy reopening) {
        this.connector = new Connector(host, port, tls);
        this.nanoTime = nanoTime;
        this.reopening = reopening;
        this.loops = new NioEventLoopGroup(1, new DefaultThreadFactory("fcm", true));
    }

    /// Sends once, and blocks until there is an answer or will be none, at most until the request's
    /// deadline (and the tenth of a second by which that is noticed).
    ///
    /// An interrupt takes the request back: if it has not been written by then, it will not be.
    ///
    /// @throws IllegalStateException if the last look itself failed: the request did not leave
    public Http2Answer send(Http2Request request) throws InterruptedException {
        while (true) {
            switch (take(request.deadline())) {
                case Taken.None(Http2Answer because) -> {
                    return because;
                }
                case Taken.Stream(LiveConnection connection) -> {
                    Optional<Http2Answer> answer = exchange(connection, request);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
            }
        }
    }

    private static Optional<Http2Answer> exchange(LiveConnection connection, Http2Request request)
            throws InterruptedException {
        Exchange exchange = new Exchange(request, Thread.currentThread());
        connection.offer(exchange);
        try {
            return exchange.await();
        } catch (InterruptedException e) {
            exchange.abandon();
            connection.cancel(exchange);
            throw e;
        }
    }

    /// A stream of a connection, or why there is none.
    private sealed interface Taken {
        record Stream(LiveConnection connection) implements Taken {}

        record None(Http2Answer because) implements Taken {}
    }

    private Taken take(long deadline) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the answer is no longer wanted");
        }
        LiveConnection free = free();
        return free == null ? waitForOne(deadline) : new Taken.Stream(free);
    }

    private @Nullable LiveConnection free() {
        for (LiveConnection connection : live) {
            if (connection.slots().take()) {
                return connection;
            }
        }
        return null;
    }

    private Taken waitForOne(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        int _ = waiting.incrementAndGet();
        try {
            long attempts = failedAttempts;
            while (true) {
                LiveConnection free = free();
                if (free != null) {
                    return new Taken.Stream(free);
                }
                if (closed || (failedAttempts != attempts && live.isEmpty())) {
                    return new Taken.None(UNREACHABLE);
                }
                long left = deadline - nanoTime.getAsLong();
                if (left <= 0) {
                    return new Taken.None(LATE);
                }
                openAsNeeded();
                var _ = changed.awaitNanos(left);
            }
        } finally {
            int _ = waiting.decrementAndGet();
            // Whoever gives up, or was woken for nothing, does not keep a free stream from the next.
            changed.signal();
            lock.unlock();
        }
    }

    private void openAsNeeded() {
        int needed = (waiting.get() + streamsOfNewest - 1) / Math.max(1, streamsOfNewest);
        int most = Math.min(Math.min(needed, MOST_OPENING), MOST_CONNECTIONS - live.size());
        // After failures one is tried.
        for (int wanted = failures > 0 ? Math.min(1, most) : most; opening.size() < wanted; ) {
            LiveConnection connection = new LiveConnection(loops.next(), nanoTime, events);
            opening.add(connection);
            Duration delay = failures > 0 ? reopening.delay(failures) : Duration.ZERO;
            connection
                    .loop()
                    .schedule(
                            () -> Thread.ofVirtual().name("fcm-opening").start(() -> connector.open(connection)),
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    /// What can be under way at once, now. For whoever bounds it.
    public Streams streams() {
        lock.lock();
        try {
            int allowed = 0;
            int inUse = 0;
            for (LiveConnection connection : live) {
                allowed += connection.slots().allowed();
                inUse += connection.slots().inUse();
            }
            return new Streams(
                    live.size(), allowed, inUse, allowed + (MOST_CONNECTIONS - live.size()) * streamsOfNewest);
        } finally {
            lock.unlock();
        }
    }

    /// Cuts what is under way: it is answered as lost.
    @Override
    public void close() {
        List<LiveConnection> all;
        lock.lock();
        try {
            closed = true;
            all = new ArrayList<>(live);
            all.addAll(opening);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        all.forEach(LiveConnection::close);
        Future<?> _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private final class Events implements LiveConnection.Listener {
        @Override
        public void allows(LiveConnection connection) {
            lock.lock();
            try {
                if (opening.remove(connection)) {
                    List<LiveConnection> more = new ArrayList<>(live);
                    more.add(connection);
                    live = List.copyOf(more);
                }
                streamsOfNewest = connection.slots().allowed();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void freed() {
            if (waiting.get() > 0) {
                lock.lock();
                try {
                    changed.signal();
                } finally {
                    lock.unlock();
                }
            }
        }

        @Override
        public void retired(LiveConnection connection) {
            lock.lock();
            try {
                live = live.stream().filter(other -> other != connection).toList();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void proven() {
            lock.lock();
            try {
                failures = 0;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void lost(LiveConnection connection) {
            lock.lock();
            try {
                failures++;
                if (opening.remove(connection)) {
                    failedAttempts++;
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
