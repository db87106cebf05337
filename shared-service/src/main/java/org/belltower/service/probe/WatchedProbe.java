package org.belltower.service.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.belltower.model.heartbeat.Link;
import org.belltower.model.heartbeat.Link.Reach;
import org.belltower.service.failure.Failures;
import org.belltower.service.probe.Probe.Found;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One probe: asks now and then, and remembers what it found. Who does not answer within the
/// deadline is not reached; that is known when the deadline passes, also while the question hangs,
/// and what is answered later does not count. What was found too long ago is not known any more.
///
/// Deterministic but for the chance. One thread ticks; any may look.
public final class WatchedProbe {
    /// Longer than any probe waits of its own accord: a name that is not resolved has no time limit in the JDK.
    static final Duration DEADLINE = Duration.ofSeconds(12);

    private static final Logger LOG = Logger.getLogger(WatchedProbe.class);
    private static final Found TOO_LATE = new Found.Away("timeout");

    /// So many intervals, and what was found is old.
    private static final int OLD = 3;

    private final Probe probe;
    private final LongSupplier nanoTime;
    private final RandomGenerator chance;
    // Confined to the thread that ticks.
    private long next;
    private volatile @Nullable Finding last;
    private volatile OptionalLong askedAt = OptionalLong.empty();

    WatchedProbe(Probe probe, LongSupplier nanoTime, RandomGenerator chance) {
        this.probe = probe;
        this.nanoTime = nanoTime;
        this.chance = chance;
        this.next = nanoTime.getAsLong();
    }

    private record Finding(Found found, long at) {}

    String peer() {
        return probe.peer();
    }

    /// Asks if it is time to. Blocks as long as that takes.
    void tick() throws InterruptedException {
        try {
            long now = nanoTime.getAsLong();
            if (now - next >= 0 && probe.isNeeded()) {
                if (isHeard()) {
                    // What the work finds out stands for itself; ask soon after it ceases.
                    next = now + probe.interval().toNanos() / 10;
                } else {
                    ask(now);
                    next = nanoTime.getAsLong() + pause();
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf("event=probe-defect peer=%s cause=%s", probe.peer(), Failures.kinds(e));
            next = nanoTime.getAsLong() + pause();
        }
    }

    private boolean isHeard() {
        return probe.heardAgo()
                .filter(ago -> ago.compareTo(probe.interval()) < 0)
                .isPresent();
    }

    private void ask(long now) throws InterruptedException {
        askedAt = OptionalLong.of(now);
        try {
            Found found = answer();
            long answered = nanoTime.getAsLong();
            last = isTooLate(now, answered) ? tooLate(now) : new Finding(found, answered);
        } finally {
            askedAt = OptionalLong.empty();
        }
    }

    private Found answer() throws InterruptedException {
        try {
            return probe.ask();
        } catch (RuntimeException e) {
            return new Found.Away("failure");
        }
    }

    private static boolean isTooLate(long asked, long now) {
        return now - asked > DEADLINE.toNanos();
    }

    private static Finding tooLate(long asked) {
        return new Finding(TOO_LATE, asked + DEADLINE.toNanos());
    }

    /// From three quarters to five quarters of the interval.
    private long pause() {
        long nanos = probe.interval().toNanos();
        return nanos * 3 / 4 + chance.nextLong(Math.max(1, nanos / 2));
    }

    /// What is known now; empty if nobody needs to know.
    Optional<Link> link() {
        return probe.isNeeded() ? Optional.of(link(nanoTime.getAsLong())) : Optional.empty();
    }

    private Link link(long now) {
        Optional<Duration> heard = probe.heardAgo();
        Finding finding = finding(now);
        Optional<Duration> asked =
                finding == null ? Optional.empty() : Optional.of(Duration.ofNanos(now - finding.at()));
        Duration old = probe.interval().multipliedBy(OLD);
        if (heard.isPresent()
                && heard.get().compareTo(old) <= 0
                && (asked.isEmpty() || heard.get().compareTo(asked.get()) < 0)) {
            return new Link(probe.peer(), Reach.CONNECTED, null, heard.get().toMillis());
        }
        if (finding == null || asked.isEmpty()) {
            return new Link(probe.peer(), Reach.UNKNOWN, null, null);
        }
        long age = asked.get().toMillis();
        if (asked.get().compareTo(old) > 0) {
            return new Link(probe.peer(), Reach.UNKNOWN, null, age);
        }
        return switch (finding.found()) {
            case Found.Reached _ -> new Link(probe.peer(), Reach.CONNECTED, null, age);
            case Found.Away(String reason) -> new Link(probe.peer(), Reach.DISCONNECTED, reason, age);
            case Found.NotAsked(String reason) -> new Link(probe.peer(), Reach.UNKNOWN, reason, age);
        };
    }

    /// A question that hangs for too long is answered by that.
    private @Nullable Finding finding(long now) {
        OptionalLong asked = askedAt;
        return asked.isPresent() && isTooLate(asked.getAsLong(), now) ? tooLate(asked.getAsLong()) : last;
    }
}
