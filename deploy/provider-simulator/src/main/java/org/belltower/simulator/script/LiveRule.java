package org.belltower.simulator.script;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A rule in force: what is left of its times, what was counted against its rate, what its share
/// fell on. Safe for use by many threads.
final class LiveRule {

    private final long id;
    private final Rule rule;
    private final Draws draws;
    private final AtomicLong remaining;
    private final @Nullable Windows windows;

    /// @param draws of this rule alone
    LiveRule(long id, Rule rule, Draws draws, InstantSource clock) {
        this.id = id;
        this.rule = rule;
        this.draws = draws;
        this.remaining = new AtomicLong(rule.times());
        Rate above = rule.above();
        this.windows = above == null ? null : new Windows(above, clock);
    }

    long id() {
        return id;
    }

    Rule rule() {
        return rule;
    }

    long remaining() {
        return remaining.get();
    }

    /// Whether this push is one of those that the rule is for; uses up one time if so.
    boolean takes(String token, String app) {
        if (windows != null && !windows.isBeyond(token, app)) {
            return false;
        }
        Share share = rule.share();
        if (share.part() < 1) {
            double drawn = switch (share.of()) {
                case PUSHES -> draws.next();
                case TOKENS -> draws.of(token);
            };
            if (drawn >= share.part()) {
                return false;
            }
        }
        return rule.times() == Rule.FOREVER || remaining.getAndUpdate(left -> left > 0 ? left - 1 : 0) > 0;
    }

    /// Counts pushes in windows of one length. A count lives as long as its window.
    private static final class Windows {
        private final ReentrantLock lock = new ReentrantLock();
        private final Rate rate;
        private final InstantSource clock;
        private final Map<String, Long> counts = new HashMap<>();
        private @Nullable Instant began;

        Windows(Rate rate, InstantSource clock) {
            this.rate = rate;
            this.clock = clock;
        }

        boolean isBeyond(String token, String app) {
            String counted = switch (rate.per()) {
                case APP -> app;
                case TOKEN -> token;
                case ALL -> "";
            };
            lock.lock();
            try {
                turn(clock.instant());
                return counts.merge(counted, 1L, Long::sum) > rate.pushes();
            } finally {
                lock.unlock();
            }
        }

        private void turn(Instant now) {
            Instant begin = began;
            if (begin == null) {
                began = now;
            } else if (!now.isBefore(begin.plus(rate.within()))) {
                long passed = begin.until(now).dividedBy(rate.within());
                began = begin.plus(rate.within().multipliedBy(passed));
                counts.clear();
            }
        }
    }
}
