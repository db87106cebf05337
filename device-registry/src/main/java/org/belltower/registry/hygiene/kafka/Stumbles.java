package org.belltower.registry.hygiene.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Counts how often the record at which a partition stands has failed by itself, so that one record cannot hold up
/// all behind it for ever (I-20). Not thread-safe.
final class Stumbles {
    /// More than chance would bring about, and over within a minute.
    static final int MOST = 8;

    private final Predicate<RuntimeException> mayPass;
    private final Map<Integer, Stumble> partitions = new HashMap<>();

    private record Stumble(long offset, int times) {}

    /// @param mayPass whether a failure may pass by itself: it counts for nothing
    Stumbles(Predicate<RuntimeException> mayPass) {
        this.mayPass = mayPass;
    }

    void failed(int partition, long offset, RuntimeException failure) {
        if (!mayPass.test(failure)) {
            partitions.merge(
                    partition,
                    new Stumble(offset, 1),
                    (before, first) -> before.offset() == offset ? new Stumble(offset, before.times() + 1) : first);
        }
    }

    /// Whether the record has failed so often that it is to be put aside.
    boolean beyondHope(int partition, long offset) {
        Stumble stumble = partitions.get(partition);
        return stumble != null && stumble.offset() == offset && stumble.times() >= MOST;
    }
}
