package org.belltower.benchmarks.rules;

import java.time.Duration;
import org.belltower.benchmarks.compare.Contestant;
import org.belltower.benchmarks.compare.Segment;
import org.belltower.benchmarks.process.Child;

/// Somebody who decides what is fed to a Kafka of its own.
///
/// @param child its process
/// @param events of a segment
/// @param poison how many records are among them that nobody can use
record Deciding(String name, Child child, RulesBed bed, int events, int poison) implements Contestant {
    @Override
    public Segment run(int number) {
        Fed fed = bed.prepare(number, events, poison);
        child.requireAlive();
        Duration before = child.cpu();
        Duration taken = bed.decided(fed);
        return new Segment(events, taken, child.cpu().minus(before));
    }
}
