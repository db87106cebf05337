package org.belltower.benchmarks.dispatch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.compare.Comparison;
import org.belltower.benchmarks.dispatch.compare.DispatcherContestant;
import org.belltower.benchmarks.dispatch.compare.Sizes;
import org.belltower.model.Provider;

/// P12: one of fifty tokens is dead, beside the same dispatcher when all are good.
///
/// Apple may also let a connection carry fewer requests after a rejection: the simulator does not
/// yet.
final class DeadPart implements Part {
    private static final int DEAD_EVERY = 50;

    @Override
    public String name() {
        return "dead";
    }

    @Override
    public void run(Path folder, Sizes sizes, PrintStream out) throws Exception {
        try (DispatchBed bed = new DispatchBed(folder, new SampleDistrict(Provider.APNS), sizes.bed())) {
            Comparison comparison = new Comparison(
                    bed,
                    sizes,
                    List.of(
                            DispatcherContestant.withDead(bed, sizes.pushes(), DEAD_EVERY),
                            DispatcherContestant.clean(bed, sizes.pushes())),
                    new AtomicInteger());
            comparison.printProcesses(Optional.empty(), out);
            comparison.run("dead-20ms", Duration.ofMillis(20), out);
        }
    }
}
