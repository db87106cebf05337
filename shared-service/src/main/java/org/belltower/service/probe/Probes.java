package org.belltower.service.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.belltower.model.heartbeat.Link;
import org.belltower.model.heartbeat.Link.Reach;
import org.belltower.service.failure.Failures;
import org.belltower.service.probe.Probe.Found;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks each of several now and then, and remembers what it found. The pauses are part chance, so that copies of a
/// service do not ask all at once. What was found too long ago is not known any more.
///
/// Deterministic but for the chance. One thread ticks; any may look.
public final class Probes {
    private static final Logger LOG = Logger.getLogger(Probes.class);

    /// So many intervals, and what was found is old.
    private static final int OLD = 3;

    private final List<Watched> watched;
    private final LongSupplier nanoTime;
    private final RandomGenerator chance;

    public Probes(List<Probe> probes, LongSupplier nanoTime, RandomGenerator chance) {
        this.nanoTime = nanoTime;
        this.chance = chance;
        long now = nanoTime.getAsLong();
        this.watched = probes.stream().map(probe -> new Watched(probe, now)).toList();
    }

    private record Finding(Found found, long at) {}

    private static final class Watched {
        private final Probe probe;
        private long next;
        private volatile @Nullable Finding last;

        private Watched(Probe probe, long next) {
            this.probe = probe;
            this.next = next;
        }
    }

    /// Asks whom it is time to ask. Blocks as long as they take.
    public void tick() throws InterruptedException {
        for (Watched one : watched) {
            try {
                tick(one);
            } catch (RuntimeException e) {
                // A defect of one probe must not keep the others from being asked.
                LOG.warnf("event=probe-defect peer=%s cause=%s", one.probe.peer(), Failures.kinds(e));
                one.next = nanoTime.getAsLong() + pause(one.probe.interval());
            }
        }
    }

    private void tick(Watched one) throws InterruptedException {
        long now = nanoTime.getAsLong();
        if (now - one.next >= 0 && one.probe.isNeeded()) {
            if (isHeard(one.probe)) {
                // What the work finds out stands for itself; ask soon after it ceases.
                one.next = now + one.probe.interval().toNanos() / 10;
            } else {
                one.last = new Finding(ask(one.probe), nanoTime.getAsLong());
                one.next = nanoTime.getAsLong() + pause(one.probe.interval());
            }
        }
    }

    private static boolean isHeard(Probe probe) {
        return probe.heardAgo()
                .filter(ago -> ago.compareTo(probe.interval()) < 0)
                .isPresent();
    }

    private static Found ask(Probe probe) throws InterruptedException {
        try {
            return probe.ask();
        } catch (RuntimeException e) {
            return new Found.Away("failure");
        }
    }

    /// From three quarters to five quarters of it.
    private long pause(Duration interval) {
        long nanos = interval.toNanos();
        return nanos * 3 / 4 + chance.nextLong(Math.max(1, nanos / 2));
    }

    /// What is known now of those who are needed.
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        long now = nanoTime.getAsLong();
        for (Watched one : watched) {
            if (one.probe.isNeeded()) {
                links.add(link(one, now));
            }
        }
        return links;
    }

    private static Link link(Watched one, long now) {
        Optional<Duration> heard = one.probe.heardAgo();
        Finding last = one.last;
        Optional<Duration> asked = last == null ? Optional.empty() : Optional.of(Duration.ofNanos(now - last.at()));
        Duration old = one.probe.interval().multipliedBy(OLD);
        if (heard.isPresent()
                && heard.get().compareTo(old) <= 0
                && (asked.isEmpty() || heard.get().compareTo(asked.get()) < 0)) {
            return new Link(one.probe.peer(), Reach.CONNECTED, null, heard.get().toMillis());
        }
        if (last == null || asked.isEmpty()) {
            return new Link(one.probe.peer(), Reach.UNKNOWN, null, null);
        }
        long age = asked.get().toMillis();
        if (asked.get().compareTo(old) > 0) {
            return new Link(one.probe.peer(), Reach.UNKNOWN, null, age);
        }
        return switch (last.found()) {
            case Found.Reached _ -> new Link(one.probe.peer(), Reach.CONNECTED, null, age);
            case Found.Away away -> new Link(one.probe.peer(), Reach.DISCONNECTED, away.reason(), age);
        };
    }
}
