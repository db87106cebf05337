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

/// P12: one of fifty tokens is dead, beside the same dispatcher when all are good. As Apple may, the
/// provider lets a connection carry one request at a time from such a rejection until it accepts the
/// next push.
final class DeadPart implements Part {
    private static final int DEAD_EVERY = 50;

    private static final String CAUTIOUS = """
            {"streams": 1000, "oneUntilAccepted": true, "oneAfterDeadToken": true}
            """;

    @Override
    public String name() {
        return "dead";
    }

    @Override
    public void run(Path folder, Sizes sizes, PrintStream out) throws Exception {
        try (DispatchBed bed = new DispatchBed(folder, new SampleDistrict(Provider.APNS), sizes.bed())) {
            bed.simulator().connections(Provider.APNS, "streams", CAUTIOUS);
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
