package org.belltower.dispatch.apns.pool;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.belltower.dispatch.send.PushSender;
import org.belltower.service.failure.Failures;
import org.belltower.service.failure.RetryPolicy;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The connections of one credential to Apple. The first that has a free stream carries a request,
/// so that those which are not needed fall idle. Another one is opened when the last free stream is
/// taken, and none that there is has yet to answer.
///
/// **Nothing waits for a stream here.** Who bounds what is in flight is told how many streams there
/// are ([#tell]) and keeps within that; what comes all the same is sent back at once. So also for
/// the connection by which suspect tokens go: Apple allows one stream on a connection for a while
/// after it refused a token, and that shall not hit the others.
///
/// **Opening.** With no connection, requests wait for the one that is being opened, a hundred at
/// most, and are told if it fails. After a failure none is tried for a while that doubles and is
/// half by chance, so that many dispatchers do not come back together; what comes meanwhile is told
/// so at once. The first answer ends that. The connection for suspect tokens fails and comes back
/// by itself: the others may do well meanwhile.
///
/// Thread-safe. Connections come and go on the event loop alone.
public final class ApnsPool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ApnsPool.class);
    private static final ApnsAnswer NO_STREAM = new ApnsAnswer.NotProcessed("no-stream");
    private static final ApnsAnswer SUSPECTS_BUSY = new ApnsAnswer.SuspectsBusy();
    private static final ApnsAnswer CLOSED = new ApnsAnswer.Unreachable(null, Duration.ZERO, false);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Settings settings;
    private final ApnsClients clients;
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final Events events = new Events();
    private volatile List<ApnsConnection> live = List.of();
    private volatile boolean mayGrow = true;
    private final Set<ApnsConnection> leaving = new HashSet<>();
    private @Nullable ApnsConnection opening;
    private @Nullable ApnsConnection suspects;
    private IntConsumer carried = _ -> {};
    private int told = -1;
    private final Reopening usual;
    private final Reopening ofSuspects;
    private boolean retired;
    private boolean closed;

    /// @param name for the log
    /// @param connections the most, beside the one for suspect tokens
    /// @param reopening how long after failures in a row the next attempt is
    /// @param opening the longest that one takes to be made
    public record Settings(String name, int connections, RetryPolicy reopening, Duration opening) {
        public Settings {
            if (connections < 1) {
                throw new IllegalArgumentException("1 or more connections");
            }
        }
    }

    /// @param loop that carries all of its connections
    public ApnsPool(Settings settings, ApnsClients clients, EventLoop loop, LongSupplier nanoTime) {
        this.settings = settings;
        this.clients = clients;
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.usual = new Reopening(settings.reopening(), nanoTime);
        this.ofSuspects = new Reopening(settings.reopening(), nanoTime);
    }

    /// Sends once. Does not block.
    public PushSender.Attempt send(ApnsRequest request) {
        if (request.isSuspect()) {
            run(request, () -> sendSuspect(request));
        } else if (!isTaken(request)) {
            run(request, () -> sendFirst(request));
        }
        return request;
    }

    /// Tells from now on, on the event loop, how many requests of it can be in flight: at once, and
    /// with each change. One at least, which opens a connection, until it is retired.
    public void tell(IntConsumer streams) {
        run(() -> {
            carried = streams;
            told = -1;
            tell();
        });
    }

    /// Nothing more comes.
    public void retire() {
        run(() -> {
            retired = true;
            tell();
        });
    }

    /// Cuts what is under way. Blocks for at most two seconds.
    @Override
    public void close() {
        CountDownLatch done = new CountDownLatch(1);
        run(() -> {
            end();
            done.countDown();
        });
        try {
            if (!loop.inEventLoop() && !loop.isShuttingDown() && !done.await(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("event=apns-pool-not-closed pool=%s", settings.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Runnable task) {
        try {
            loop.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debugf("event=apns-pool-left pool=%s cause=service-ends", settings.name());
        }
    }

    private void run(ApnsRequest request, Runnable task) {
        try {
            loop.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            tell(request, CLOSED);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.errorf("event=apns-pool-defect pool=%s cause=%s", settings.name(), Failures.kinds(e));
        }
    }

    private boolean isTaken(ApnsRequest request) {
        List<ApnsConnection> now = live;
        for (int index = 0; index < now.size(); index++) {
            ApnsConnection connection = now.get(index);
            if (connection.slots().take()) {
                connection.offer(request);
                if (mayGrow && index == now.size() - 1 && !connection.slots().hasFree()) {
                    run(this::grow);
                }
                return true;
            }
        }
        return false;
    }

    private void sendFirst(ApnsRequest request) {
        if (closed) {
            tell(request, CLOSED);
        } else if (!isTaken(request)) {
            if (!live.isEmpty()) {
                grow();
                tell(request, NO_STREAM);
                return;
            }
            if (opening == null && usual.mayAttempt()) {
                opening = open(NO_STREAM);
            }
            offer(request, opening, NO_STREAM, unreachable());
        }
    }

    private void sendSuspect(ApnsRequest request) {
        if (closed) {
            tell(request, CLOSED);
            return;
        }
        if (suspects == null && ofSuspects.mayAttempt()) {
            suspects = open(SUSPECTS_BUSY);
        }
        offer(request, suspects, SUSPECTS_BUSY, suspectsUnreachable());
    }

    private void offer(
            ApnsRequest request, @Nullable ApnsConnection connection, ApnsAnswer full, ApnsAnswer unreachable) {
        if (connection == null) {
            tell(request, unreachable);
        } else if (connection.slots().take()) {
            connection.offer(request);
            tell();
        } else {
            tell(request, full);
        }
    }

    private static void tell(ApnsRequest request, ApnsAnswer answer) {
        if (request.end()) {
            request.tell(answer);
        }
    }

    private void grow() {
        if (mayGrow
                && opening == null
                && usual.mayAttempt()
                && live.stream().allMatch(it -> it.isProven() && !it.slots().hasFree())) {
            opening = open(NO_STREAM);
            mayGrow = false;
        }
    }

    private ApnsConnection open(ApnsAnswer full) {
        ApnsConnection connection = new ApnsConnection(clients, loop, nanoTime, events, full);
        connection.open(settings.opening());
        return connection;
    }

    private ApnsAnswer unreachable() {
        return new ApnsAnswer.Unreachable(usual.lastCause(), usual.left(), false);
    }

    private ApnsAnswer suspectsUnreachable() {
        return new ApnsAnswer.Unreachable(ofSuspects.lastCause(), ofSuspects.left(), true);
    }

    private void end() {
        closed = true;
        List<ApnsConnection> all = new ArrayList<>(live);
        all.addAll(leaving);
        if (opening != null) {
            all.add(opening);
        }
        if (suspects != null) {
            all.add(suspects);
        }
        all.forEach(ApnsConnection::close);
        tell();
    }

    /// To be called last: who is told may send.
    private void tell() {
        int streams = streams();
        if (streams != told) {
            told = streams;
            carried.accept(streams);
        }
    }

    /// What may be in flight of this pool, wherever: as much as finds a stream of a connection that
    /// takes more, and what is under way on those that do not, or on the one for suspects. With as
    /// many in flight as that or fewer, who comes next finds a free stream.
    private int streams() {
        if (closed) {
            return 0;
        }
        int streams = suspects == null ? 0 : suspects.slots().inUse();
        for (ApnsConnection connection : leaving) {
            streams += connection.slots().inUse();
        }
        for (ApnsConnection connection : live) {
            streams += retired ? connection.slots().inUse() : connection.slots().allowed();
        }
        return streams + (live.isEmpty() && !retired ? 1 : 0);
    }

    private final class Events implements ConnectionListener {
        @Override
        public void opened(ApnsConnection connection) {
            LOG.infof(
                    "event=apns-connection-opened pool=%s streams=%d suspects=%b",
                    settings.name(), connection.slots().allowed(), connection == suspects);
            if (connection == opening) {
                opening = null;
                List<ApnsConnection> more = new ArrayList<>(live);
                more.add(connection);
                live = List.copyOf(more);
                mayGrow = live.size() < settings.connections();
            }
            tell();
        }

        @Override
        public ApnsAnswer failed(ApnsConnection connection, @Nullable Throwable cause) {
            boolean forSuspects = connection == suspects;
            Reopening reopening = forSuspects ? ofSuspects : usual;
            reopening.failed(cause);
            if (!closed) {
                LOG.warnf(
                        "event=apns-connection-failed pool=%s suspects=%b failures=%d cause=%s",
                        settings.name(),
                        forSuspects,
                        reopening.failures(),
                        cause == null ? "time" : Failures.kinds(cause));
            }
            forget(connection);
            tell();
            return forSuspects ? suspectsUnreachable() : unreachable();
        }

        @Override
        public void changed(ApnsConnection connection) {
            if (connection.slots().isRetired() && connection.slots().inUse() == 0) {
                leaving.remove(connection);
            }
            tell();
        }

        @Override
        public void proven(ApnsConnection connection) {
            (connection == suspects ? ofSuspects : usual).succeeded();
        }

        @Override
        public void retired(ApnsConnection connection, String why) {
            LOG.infof(
                    "event=apns-connection-retired pool=%s why=%s owed=%d",
                    settings.name(), why, connection.slots().inUse());
            if (!connection.isProven() && !closed) {
                (connection == suspects ? ofSuspects : usual).failed(null);
            }
            forget(connection);
            if (connection.slots().inUse() > 0) {
                leaving.add(connection);
            }
            tell();
        }

        @Override
        public void givenBack(ApnsRequest request) {
            if (request.isSuspect()) {
                sendSuspect(request);
            } else {
                sendFirst(request);
            }
        }

        private void forget(ApnsConnection connection) {
            if (connection == suspects) {
                suspects = null;
            }
            if (connection == opening) {
                opening = null;
            }
            live = live.stream().filter(it -> it != connection).toList();
            mayGrow = opening == null && live.size() < settings.connections();
        }
    }
}
