package org.belltower.dispatch.fcm;

import com.google.auth.Retryable;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.belltower.dispatch.send.SendOutcome;
import org.jspecify.annotations.Nullable;

/// The access tokens of one service account: one at a time for all its senders, a new one before
/// the last one ends, asked for once however many wait for it. Asking blocks, on a thread of its own;
/// who waits for it holds none, and keeps to a deadline of their own. Asking that takes longer is
/// given up. After a failure nobody asks for a second.
///
/// Thread-safe.
final class AccessTokens implements AutoCloseable {
    /// Before its end: by then there is a new one, mostly.
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

    /// Before its end: it may end on the way.
    private static final Duration LEFT_BEFORE = Duration.ofSeconds(10);

    private static final long FAILED_FOR = TimeUnit.SECONDS.toNanos(1);
    private static final SendOutcome UNAVAILABLE =
            new SendOutcome.Retry("access-token-unavailable", Duration.ZERO, SendOutcome.Whom.CREDENTIAL);
    private static final SendOutcome REFUSED = new SendOutcome.CredentialsRejected("access-token-refused");

    /// Whether there is a token to send with.
    sealed interface Access {
        /// @param headers of a request that it authorizes
        record Granted(Http2Headers headers, Instant renewAt, Instant until) implements Access {
            @Override
            public String toString() {
                return "Granted[masked]";
            }
        }

        /// The push did not leave.
        record Withheld(SendOutcome outcome) implements Access {}
    }

    /// Who is told, once, on a thread that must not be held up. Must neither block nor throw.
    @FunctionalInterface
    interface Told {
        void access(Access access);
    }

    private final GoogleCredentials credentials;
    private final Function<String, Http2Headers> headers;
    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Access.@Nullable Granted granted;
    private volatile @Nullable Renewal renewal;

    /// @param headers of a request, by the value of `authorization`
    /// @param timer tells those whose deadline has passed
    AccessTokens(
            GoogleCredentials credentials,
            Function<String, Http2Headers> headers,
            InstantSource time,
            LongSupplier nanoTime,
            ScheduledExecutorService timer) {
        this.credentials = credentials;
        this.headers = headers;
        this.time = time;
        this.nanoTime = nanoTime;
        this.timer = timer;
    }

    /// Tells the one that there is, at once; or the next one, or that there is none by the deadline.
    void get(long deadline, Told told) {
        Access.Granted held = granted;
        Instant now = time.instant();
        if (held != null && now.isBefore(held.renewAt())) {
            told.access(held);
            return;
        }
        Renewal asked = renew(deadline);
        if (held != null && now.isBefore(held.until())) {
            told.access(held);
        } else {
            asked.await(deadline, told);
        }
    }

    /// Another than the one that was refused; that may be there already.
    void after(Access.Granted refused, long deadline, Told told) {
        lock.lock();
        try {
            if (refused.equals(granted)) {
                granted = null;
            }
        } finally {
            lock.unlock();
        }
        get(deadline, told);
    }

    private Renewal renew(long deadline) {
        lock.lock();
        try {
            Renewal last = renewal;
            if (last != null && last.stillCounts()) {
                return last;
            }
            Renewal next = new Renewal(deadline);
            renewal = next;
            next.asking.start();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private Access ask() {
        try {
            AccessToken token = credentials.refreshAccessToken();
            Access.Granted fresh = granted(token);
            granted = fresh;
            return fresh;
        } catch (IOException | RuntimeException e) {
            // Its text may quote the request: only what kind of failure it is counts.
            return new Access.Withheld(mayHelpLater(e) ? UNAVAILABLE : REFUSED);
        }
    }

    private Access.Granted granted(AccessToken token) {
        Instant now = time.instant();
        Instant end = token.getExpirationTime().toInstant();
        Duration life = Duration.between(now, end);
        return new Access.Granted(
                headers.apply("Bearer " + token.getTokenValue()),
                end.minus(shorter(RENEWED_BEFORE, life.dividedBy(4))),
                end.minus(shorter(LEFT_BEFORE, life.dividedBy(10))));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean mayHelpLater(Exception failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Retryable retryable) {
                return retryable.isRetryable();
            }
        }
        return false;
    }

    /// Gives up asking.
    @Override
    public void close() {
        Renewal last = renewal;
        if (last != null) {
            last.giveUp();
        }
    }

    /// One time of asking. What it holds is the lock's.
    private final class Renewal {
        private final Thread asking =
                Thread.ofVirtual().name("fcm-access-token").unstarted(() -> end(ask(), false));
        private final long deadline;
        private final Set<Waiter> waiting = new LinkedHashSet<>();
        private @Nullable Access came;
        private boolean givenUp;
        private long ended;

        Renewal(long deadline) {
            this.deadline = deadline;
        }

        /// Under way, or a failure just now. One that was given up is neither, whenever its thread
        /// notices.
        boolean stillCounts() {
            return came == null
                    || (came instanceof Access.Withheld && !givenUp && nanoTime.getAsLong() - ended < FAILED_FOR);
        }

        void await(long until, Told told) {
            Waiter waiter = new Waiter(told);
            Access known;
            lock.lock();
            try {
                known = came;
                if (known == null) {
                    waiting.add(waiter);
                }
            } finally {
                lock.unlock();
            }
            if (known == null) {
                watch(waiter, until);
            } else {
                told.access(known);
            }
        }

        private void watch(Waiter waiter, long until) {
            try {
                Future<?> _ = timer.schedule(
                        () -> late(waiter), Math.max(0, until - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                // The service ends.
                giveUp();
            }
        }

        private void late(Waiter waiter) {
            boolean waited;
            lock.lock();
            try {
                waited = waiting.remove(waiter);
            } finally {
                lock.unlock();
            }
            if (!waited) {
                return;
            }
            if (nanoTime.getAsLong() - deadline >= 0) {
                giveUp();
            }
            waiter.told.access(new Access.Withheld(UNAVAILABLE));
        }

        /// Those who still wait are told that there is none.
        void giveUp() {
            end(new Access.Withheld(UNAVAILABLE), true);
            asking.interrupt();
        }

        private void end(Access access, boolean asGivenUp) {
            List<Waiter> all;
            lock.lock();
            try {
                if (came != null) {
                    return;
                }
                came = access;
                givenUp = asGivenUp;
                ended = nanoTime.getAsLong();
                all = List.copyOf(waiting);
                waiting.clear();
            } finally {
                lock.unlock();
            }
            all.forEach(waiter -> waiter.told.access(access));
        }
    }

    /// One that waits: itself alone, however alike they are.
    private static final class Waiter {
        private final Told told;

        private Waiter(Told told) {
            this.told = told;
        }
    }
}
