package org.belltower.benchmarks.rules;

import java.time.Duration;
import java.util.Set;
import org.belltower.benchmarks.compare.Contestant;
import org.belltower.benchmarks.compare.Segment;
import org.belltower.benchmarks.process.Child;

/// Somebody who decides what is fed to a Kafka of its own.
///
/// @param child its process
/// @param events of a segment
record Deciding(String name, Child child, RulesBed bed, int events) implements Contestant {
    @Override
    public Segment run(int number) {
        Set<String> ids = bed.prepare(number, events);
        child.requireAlive();
        Duration before = child.cpu();
        Duration taken = bed.decided(ids);
        return new Segment(events, taken, child.cpu().minus(before));
    }
}
