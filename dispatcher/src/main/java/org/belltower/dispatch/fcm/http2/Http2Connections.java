package org.belltower.dispatch.fcm.http2;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.belltower.dispatch.send.PushSender;
import org.belltower.service.failure.RetryPolicy;
import org.jspecify.annotations.Nullable;

/// Connections to one host, as many as what is under way needs and no more than twenty, each with
/// as many streams as its server allows at the moment. The first that has a free stream carries a
/// request, so that those which are not needed fall idle and end.
///
/// New ones are opened when requests wait for a stream, a few at a time; after a failure not before
/// a while that grows and is half by chance, so that many dispatchers do not come back together.
/// What waits while no connection can be made is told so with the attempt that it waited for. As many
/// wait as have a permit, no more.
///
/// Thread-safe. Answers are told outside the lock, mostly on the event loop.
// Netty: scheduled starts are not waited for.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Http2Connections implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 20;
    private static final int MOST_OPENING = 4;
    private static final long TICK_MILLIS = 100;
    /// As many as Google's servers allow: what is expected of a connection that has not said so
    /// yet.
    private static final int USUAL_STREAMS = 100;

    private static final Http2Answer UNREACHABLE = new Http2Answer.Unreached("connection");
    private static final Http2Answer LATE = new Http2Answer.Unreached("deadline");

    private final Connector connector;
    private final LongSupplier nanoTime;
    private final RetryPolicy reopening;
    private final EventLoopGroup loops;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    /// How many wait, for a look without the lock.
    private final AtomicInteger waits = new AtomicInteger();
    private final Set<LiveConnection> opening = new HashSet<>();
    private final LiveConnection.Listener events = new Events();
    private volatile List<LiveConnection> live = List.of();
    private int streamsOfNewest = USUAL_STREAMS;
    private int failures;
    private boolean watching;
    private boolean closed;

    /// @param host a name or an address; what its certificate must be for
    /// @param reopening how long after failures in a row the next attempt is
    public Http2Connections(String host, int port, SSLContext tls, LongSupplier nanoTime, RetryPolicy reopening) {
        this.connector = new Connector(host, port, tls);
        this.nanoTime = nanoTime;
        this.reopening = reopening;
        this.loops = new NioEventLoopGroup(1, new DefaultThreadFactory("fcm", true));
    }

    /// Sends once. There is an answer, or will be none, by the request's deadline (and the tenth of
    /// a second by which that is noticed). Does not block.
    ///
    /// @param told perhaps before this returns
    /// @return abandoned, the request will not be written if it has not been by then
    public PushSender.Attempt send(Http2Request request, Http2Answer.Told told) {
        Exchange exchange = new Exchange(request, told, this::withdraw);
        carry(exchange);
        return exchange;
    }

    private void carry(Exchange exchange) {
        // Who comes does not overtake who waits.
        LiveConnection free = waits.get() == 0 ? free() : null;
        if (free == null) {
            await(exchange);
        } else {
            free.offer(exchange);
        }
    }

    private @Nullable LiveConnection free() {
        for (LiveConnection connection : live) {
            if (connection.slots().take()) {
                return connection;
            }
        }
        return null;
    }

    private void await(Exchange exchange) {
        change(then -> {
            exchange.await();
            if (closed) {
                then.add(() -> exchange.end(UNREACHABLE));
            } else if (exchange.isAbandoned()) {
                then.add(() -> exchange.end(Exchange.ABANDONED));
            } else {
                waiting.add(exchange);
            }
        });
    }

    /// One that is abandoned waits no more.
    private void withdraw(Exchange exchange) {
        change(then -> {
            if (waiting.remove(exchange)) {
                then.add(() -> exchange.end(Exchange.ABANDONED));
            }
        });
    }

    /// Changes something under the lock; gives those that wait the streams that are free then, and
    /// opens what is still needed.
    ///
    /// @param change adds what is to be done when the lock is free, since whoever is told may call
    ///     again
    private void change(Consumer<List<Runnable>> change) {
        List<Runnable> then = new ArrayList<>();
        lock.lock();
        try {
            change.accept(then);
            waits.set(waiting.size());
            giveStreams(then);
            waits.set(waiting.size());
            if (!waiting.isEmpty()) {
                openAsNeeded();
                watchDeadlines();
            }
        } finally {
            lock.unlock();
        }
        then.forEach(Runnable::run);
    }

    private void giveStreams(List<Runnable> then) {
        for (LiveConnection free = next(); free != null; free = next()) {
            LiveConnection connection = free;
            Exchange exchange = waiting.removeFirst();
            then.add(() -> connection.offer(exchange));
        }
    }

    private @Nullable LiveConnection next() {
        return waiting.isEmpty() ? null : free();
    }

    private void endAll(Http2Answer answer, List<Runnable> then) {
        for (Exchange exchange : waiting) {
            then.add(() -> exchange.end(answer));
        }
        waiting.clear();
    }

    private void watchDeadlines() {
        if (!watching) {
            watching = true;
            loops.next().schedule(this::expire, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void expire() {
        change(then -> {
            watching = false;
            long now = nanoTime.getAsLong();
            for (Iterator<Exchange> all = waiting.iterator(); all.hasNext(); ) {
                Exchange exchange = all.next();
                if (exchange.isDue(now)) {
                    all.remove();
                    then.add(() -> exchange.end(LATE));
                }
            }
        });
    }

    /// For what is due later: it must not block.
    public ScheduledExecutorService timer() {
        return loops;
    }

    private void openAsNeeded() {
        int needed = (waiting.size() + streamsOfNewest - 1) / Math.max(1, streamsOfNewest);
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
        List<LiveConnection> all = new ArrayList<>();
        change(then -> {
            closed = true;
            all.addAll(live);
            all.addAll(opening);
            endAll(UNREACHABLE, then);
        });
        all.forEach(LiveConnection::close);
        Future<?> _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private final class Events implements LiveConnection.Listener {
        @Override
        public void allows(LiveConnection connection) {
            change(_ -> {
                if (opening.remove(connection)) {
                    List<LiveConnection> more = new ArrayList<>(live);
                    more.add(connection);
                    live = List.copyOf(more);
                }
                streamsOfNewest = connection.slots().allowed();
            });
        }

        @Override
        public void freed() {
            if (waits.get() > 0) {
                change(_ -> {});
            }
        }

        @Override
        public void givenBack(Exchange exchange) {
            carry(exchange);
        }

        @Override
        public void retired(LiveConnection connection) {
            change(_ ->
                    live = live.stream().filter(other -> other != connection).toList());
        }

        @Override
        public void proven() {
            change(_ -> failures = 0);
        }

        @Override
        public void lost(LiveConnection connection) {
            change(then -> {
                failures++;
                if (opening.remove(connection) && live.isEmpty()) {
                    endAll(UNREACHABLE, then);
                }
            });
        }
    }
}
