package org.belltower.dispatch.fcm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.belltower.dispatch.send.LastLook;

/// HTTP/2 connections to Firebase, as many as what is in flight needs.
///
/// The JDK's client keeps one connection to a host and fails what its streams do not hold ("too many concurrent
/// streams"); Google's servers allow 100. And while it has none, it opens one for each request that comes, and drops
/// all but one. So each connection here is a client of its own, gets fewer requests than that, and is opened by a
/// request that carries no push while the others wait.
///
/// Blocks, meant for virtual threads. Thread-safe.
final class FcmConnections implements AutoCloseable {
    /// Below Google's 100: a stream is free a moment after its answer was read.
    private static final int MOST_STREAMS = 90;

    /// The JDK's client closes a connection that was idle for 30 seconds.
    private static final long IDLE = Duration.ofSeconds(20).toNanos();

    private static final Duration OPENING = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 18;

    private final Supplier<HttpClient> clients;
    private final URI greeting;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Connection> connections = new ArrayList<>();
    private boolean opening;

    /// @param greeting what is asked for to open a connection; any answer will do
    FcmConnections(Supplier<HttpClient> clients, URI greeting, LongSupplier nanoTime) {
        this.clients = clients;
        this.greeting = greeting;
        this.nanoTime = nanoTime;
    }

    /// @param look asked when there is a connection
    /// @throws FcmHeldBack if the request may not leave any more
    HttpResponse<byte[]> send(HttpRequest request, LastLook look) throws IOException, InterruptedException {
        Connection connection = take();
        boolean answered = true;
        try {
            if (!look.mayLeave()) {
                throw new FcmHeldBack();
            }
            answered = false;
            HttpResponse<byte[]> response = exchange(connection, request);
            answered = true;
            return response;
        } finally {
            giveBack(connection, answered);
        }
    }

    private static HttpResponse<byte[]> exchange(Connection connection, HttpRequest request)
            throws IOException, InterruptedException {
        return connection.http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    }

    private Connection take() throws IOException, InterruptedException {
        Connection cold;
        lock.lockInterruptibly();
        try {
            Optional<Connection> free = free();
            while (free.isEmpty() && opening) {
                changed.await();
                free = free();
            }
            if (free.isPresent()) {
                free.get().inFlight++;
                return free.get();
            }
            // First: should there be no client, the next that asks may try.
            cold = cold();
            opening = true;
        } finally {
            lock.unlock();
        }
        return open(cold);
    }

    private Optional<Connection> free() {
        long now = nanoTime.getAsLong();
        return connections.stream()
                .filter(connection -> connection.isOpen(now) && connection.inFlight < MOST_STREAMS)
                .findFirst();
    }

    private Connection cold() {
        long now = nanoTime.getAsLong();
        return connections.stream()
                .filter(connection -> !connection.isOpen(now) && connection.inFlight < MOST_STREAMS)
                .findFirst()
                .orElseGet(() -> {
                    Connection added = new Connection(clients.get());
                    connections.add(added);
                    return added;
                });
    }

    private Connection open(Connection cold) throws IOException, InterruptedException {
        boolean opened = false;
        try {
            Object _ = exchange(
                    cold,
                    HttpRequest.newBuilder(greeting).timeout(OPENING).GET().build());
            opened = true;
            return cold;
        } finally {
            lock.lock();
            try {
                opening = false;
                cold.open = opened;
                cold.lastAnswer = nanoTime.getAsLong();
                cold.inFlight += opened ? 1 : 0;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /// @param answered if not, the connection may be gone: it is opened anew before it is used again
    private void giveBack(Connection connection, boolean answered) {
        lock.lock();
        try {
            connection.inFlight--;
            connection.open &= answered;
            connection.lastAnswer = nanoTime.getAsLong();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connections.forEach(connection -> connection.http.shutdownNow());
        } finally {
            lock.unlock();
        }
    }

    /// Guarded by the lock.
    private static final class Connection {
        private final HttpClient http;
        private boolean open;
        private int inFlight;
        private long lastAnswer;

        private Connection(HttpClient http) {
            this.http = http;
        }

        private boolean isOpen(long now) {
            return open && (inFlight > 0 || now - lastAnswer < IDLE);
        }
    }
}
