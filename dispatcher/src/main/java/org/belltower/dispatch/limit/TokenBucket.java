package org.belltower.dispatch.limit;

import java.time.Duration;

/// How many requests a second a provider takes from one credential: a token bucket whose rate rises
/// when sending begins.
///
/// Firebase gives a project 600,000 messages a minute, counts those it rejects, and asks to ramp up
/// over a minute ("Throttling and quotas", "Best practices when sending FCM messages at scale"). A
/// ramp begins at a quarter of the rate, so that a few thousand leave at once, and begins anew
/// after nothing was sent for as long as a ramp is.
///
/// Not thread-safe. Times are nanoseconds of one clock.
public final class TokenBucket {
    private static final double BEGIN = 0.25;

    /// What may go at once after a pause: the tokens of a tenth of a second.
    private static final long BURST = Duration.ofMillis(100).toNanos();

    private final double perNano;
    private final long ramp;
    private double share = 1;
    private double tokens;
    private long filled;
    private long rampBegan;
    private long taken;
    private long pausedUntil;

    /// @param perSecond the full rate
    /// @param ramp how long the rate rises; zero: it is full at once
    public TokenBucket(double perSecond, Duration ramp, long now) {
        if (!(perSecond > 0) || ramp.isNegative()) {
            throw new IllegalArgumentException("a bucket needs a rate above 0 and a ramp that is not negative");
        }
        this.perNano = perSecond / Duration.ofSeconds(1).toNanos();
        this.ramp = ramp.toNanos();
        this.filled = now;
        this.rampBegan = now;
        this.taken = now;
        this.pausedUntil = now;
        this.tokens = most(rate(now));
    }

    /// Takes a token, if there is one.
    public boolean take(long now) {
        fill(now);
        if (tokens < 1 || pausedUntil - now > 0) {
            return false;
        }
        tokens--;
        taken = now;
        return true;
    }

    /// When the next token is there, if nobody takes it before.
    public long nextAt(long now) {
        fill(now);
        long full = tokens >= 1 ? now : now + (long) Math.ceil((1 - tokens) / rate(now));
        return Math.max(full - now, pausedUntil - now) + now;
    }

    /// Nothing before then: the provider said so.
    public void pauseUntil(long until) {
        pausedUntil = pausedUntil - until > 0 ? pausedUntil : until;
    }

    /// What the provider said counts no more.
    public void resume(long now) {
        pausedUntil = now;
    }

    /// From now on it gives this part of the rate. Does not begin the ramp anew.
    public void share(double part, long now) {
        tokens = left(now, rateNow(now));
        filled = filled - now > 0 ? filled : now;
        share = part;
        tokens = Math.min(tokens, most(rateNow(now)));
    }

    private void fill(long now) {
        if (now - taken > ramp) {
            rampBegan = now;
            taken = now;
        }
        if (now - filled <= 0) {
            return;
        }
        double rate = rate(now);
        tokens = Math.min(most(rate), tokens + rate * (now - filled));
        filled = now;
    }

    /// What is left. Changes nothing: who looks must not begin the ramp anew.
    public Quota quota(long now) {
        double rate = rateNow(now);
        double left = left(now, rate);
        long paused = Math.max(0, pausedUntil - now);
        return new Quota(rate * Duration.ofSeconds(1).toNanos(), paused > 0 ? 0 : (int) left, Duration.ofNanos(paused));
    }

    private double rateNow(long now) {
        return rate(now, now - taken > ramp ? now : rampBegan);
    }

    private double left(long now, double rate) {
        return Math.min(most(rate), tokens + rate * Math.max(0, now - filled));
    }

    private static double most(double rate) {
        return Math.max(1, rate * BURST);
    }

    private double rate(long now) {
        return rate(now, rampBegan);
    }

    private double rate(long now, long began) {
        if (ramp == 0) {
            return perNano * share;
        }
        double risen = Math.min(1, (double) (now - began) / ramp);
        return perNano * share * (BEGIN + (1 - BEGIN) * risen);
    }
}
