package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.auth.AuthenticationToken;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The provider token of one signing key, for all connections that sign by it. Apple wants a token
/// to be used for at least 20 and at most 60 minutes, counts how often it changes, and refuses who
/// changes it more often ("Establishing a token-based connection to APNs").
///
/// So one is minted when there is none, at 50 minutes, or when Apple says that it has expired; and
/// never within 21 minutes of the last, nor of Apple's word that it was changed too often. Age is
/// the greater of what the calendar and the clock that never jumps say: Apple goes by the calendar.
///
/// The key is not kept. Thread-safe.
final class ProviderTokens {
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(50);
    private static final Duration AT_LEAST = Duration.ofMinutes(21);

    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Minted current;
    private @Nullable Long updatesRefusedAt;

    private record Minted(CharSequence authorization, Instant at, long nanos, boolean expired) {
        Duration age(Instant now, long nanosNow) {
            Duration byCalendar = Duration.between(at, now);
            Duration byClock = Duration.ofNanos(nanosNow - nanos);
            return byCalendar.compareTo(byClock) > 0 ? byCalendar : byClock;
        }

        /// The token authenticates whoever holds it.
        @Override
        public String toString() {
            return "Minted[masked]";
        }
    }

    ProviderTokens(InstantSource time, LongSupplier nanoTime) {
        this.time = time;
        this.nanoTime = nanoTime;
    }

    /// The value of `authorization`. Mints one if it is time.
    CharSequence authorization(ApnsSigningKey key) {
        Minted known = current;
        return known != null && !isDue(known) ? known.authorization() : renewed(key);
    }

    private boolean isDue(Minted minted) {
        return minted.expired() || age(minted).compareTo(RENEWED_AFTER) >= 0;
    }

    private Duration age(Minted minted) {
        return minted.age(time.instant(), nanoTime.getAsLong());
    }

    private CharSequence renewed(ApnsSigningKey key) {
        lock.lock();
        try {
            Minted known = current;
            if (known != null && (!isDue(known) || untilNext(known).isPositive())) {
                return known.authorization();
            }
            Instant now = time.instant();
            CharSequence authorization = new AuthenticationToken(key, now).getAuthorizationHeader();
            current = new Minted(authorization, now, nanoTime.getAsLong(), false);
            return authorization;
        } finally {
            lock.unlock();
        }
    }

    /// Apple says that a token has expired.
    ///
    /// @param authorization what was refused
    /// @return when another one can be had; zero if there is one, or will be with the next request
    Duration expired(CharSequence authorization) {
        lock.lock();
        try {
            Minted known = current;
            if (known == null || !AsciiString.contentEquals(known.authorization(), authorization)) {
                return Duration.ZERO;
            }
            current = new Minted(known.authorization(), known.at(), known.nanos(), true);
            return untilNext(known);
        } finally {
            lock.unlock();
        }
    }

    /// Apple says that it was changed too often.
    void changedTooOften() {
        lock.lock();
        try {
            updatesRefusedAt = nanoTime.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    /// How long none may be minted.
    private Duration untilNext(Minted last) {
        Duration left = AT_LEAST.minus(age(last));
        Long refused = updatesRefusedAt;
        if (refused != null) {
            Duration leftOfRefusal = AT_LEAST.minusNanos(nanoTime.getAsLong() - refused);
            left = left.compareTo(leftOfRefusal) > 0 ? left : leftOfRefusal;
        }
        return left.isPositive() ? left : Duration.ZERO;
    }
}
