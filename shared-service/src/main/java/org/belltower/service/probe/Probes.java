package org.belltower.service.probe;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.belltower.model.heartbeat.Link;

/// Several peers, each asked for itself ([WatchedProbe]). The pauses are part chance, so that
/// copies of a service do not ask all at once.
///
/// Thread-safe.
public final class Probes {
    private final List<WatchedProbe> each;

    /// @param chance thread-safe
    public Probes(List<Probe> probes, LongSupplier nanoTime, RandomGenerator chance) {
        this.each = probes.stream()
                .map(probe -> new WatchedProbe(probe, nanoTime, chance))
                .toList();
    }

    /// Each is to be ticked by one thread.
    public List<WatchedProbe> each() {
        return each;
    }

    /// What is known now of those who are needed. Does not block.
    public List<Link> links() {
        return each.stream().map(WatchedProbe::link).flatMap(Optional::stream).toList();
    }
}
