package org.belltower.dispatch.fcm;

import com.google.auth.Retryable;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.belltower.dispatch.send.SendOutcome;
import org.jspecify.annotations.Nullable;

/// The access tokens of one service account: one at a time for all its senders, a new one before
/// the last one ends, asked for once however many wait for it. Asking takes a thread of its own, so
/// that each who waits keeps to a deadline of their own; asking that takes longer is given up.
/// After a failure nobody asks for a second.
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

    private final GoogleCredentials credentials;
    private final Function<String, Http2Headers> headers;
    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Access.@Nullable Granted granted;
    private @Nullable Renewal renewal;

    /// @param headers of a request, by the value of `authorization`
    AccessTokens(
            GoogleCredentials credentials,
            Function<String, Http2Headers> headers,
            InstantSource time,
            LongSupplier nanoTime) {
        this.credentials = credentials;
        this.headers = headers;
        this.time = time;
        this.nanoTime = nanoTime;
    }

    /// Blocks while there is none, until the deadline.
    Access get(long deadline) throws InterruptedException {
        Access.Granted held = granted;
        Instant now = time.instant();
        if (held != null && now.isBefore(held.renewAt())) {
            return held;
        }
        Renewal asked = renew(deadline);
        return held != null && now.isBefore(held.until()) ? held : asked.await(deadline);
    }

    /// Another than the one that was refused; that may be there already.
    Access after(Access.Granted refused, long deadline) throws InterruptedException {
        lock.lock();
        try {
            if (refused.equals(granted)) {
                granted = null;
            }
        } finally {
            lock.unlock();
        }
        return get(deadline);
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
            Thread.ofVirtual().name("fcm-access-token").start(next.task);
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
        lock.lock();
        try {
            if (renewal != null) {
                renewal.task.cancel(true);
            }
        } finally {
            lock.unlock();
        }
    }

    /// One time of asking.
    private final class Renewal {
        private final FutureTask<Access> task = new FutureTask<>(this::run);
        private final long deadline;
        private volatile boolean failed;
        private volatile long ended;

        Renewal(long deadline) {
            this.deadline = deadline;
        }

        private Access run() {
            Access access = ask();
            ended = nanoTime.getAsLong();
            failed = access instanceof Access.Withheld;
            return access;
        }

        /// Under way, or a failure just now. One that was given up is neither, whenever its thread
        /// notices.
        boolean stillCounts() {
            return !task.isDone() || (failed && !task.isCancelled() && nanoTime.getAsLong() - ended < FAILED_FOR);
        }

        Access await(long until) throws InterruptedException {
            try {
                return task.get(Math.max(0, until - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (nanoTime.getAsLong() - deadline >= 0) {
                    task.cancel(true);
                }
                return new Access.Withheld(UNAVAILABLE);
            } catch (CancellationException e) {
                return new Access.Withheld(UNAVAILABLE);
            } catch (ExecutionException e) {
                throw new IllegalStateException("asking for an access token fails as a value", e);
            }
        }
    }
}
