package org.belltower.benchmarks.dispatch.compare;

import java.time.Duration;
import java.util.Set;
import org.belltower.benchmarks.compare.Contestant;
import org.belltower.benchmarks.compare.Segment;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.process.Child;

/// Somebody who only sends what lies ready, in a process of its own: no Kafka, no rights, no
/// outcomes.
public final class Rival implements Contestant, AutoCloseable {
    private final String name;
    private final Child child;
    private final DispatchBed bed;
    private final int pushes;

    /// @param child of a main in [org.belltower.benchmarks.dispatch.rival]
    public Rival(String name, Child child, DispatchBed bed, int pushes) {
        this.name = name;
        this.child = child;
        this.bed = bed;
        this.pushes = pushes;
        child.await("ready");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Segment run(int number) {
        child.order("prepare %d %d".formatted(number, pushes));
        child.await("prepared");
        bed.simulator().forget();
        Duration cpuBefore = child.cpu();
        child.order("send");
        child.await("accepted " + pushes);
        Duration cpu = child.cpu().minus(cpuBefore);
        Duration taken = Receipts.check(
                DispatcherContestant.expected(bed.district(), number, pushes),
                Set.of(),
                bed.simulator().received());
        return new Segment(pushes, taken, cpu);
    }

    @Override
    public void close() {
        child.close();
    }
}
