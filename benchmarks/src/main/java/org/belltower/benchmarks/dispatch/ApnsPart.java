package org.belltower.benchmarks.dispatch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.bed.Simulator;
import org.belltower.benchmarks.dispatch.compare.Comparison;
import org.belltower.benchmarks.dispatch.compare.Rival;
import org.belltower.benchmarks.dispatch.compare.Sizes;
import org.belltower.benchmarks.dispatch.rival.PushyLoop;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.model.Provider;

/// P1, P2: pushes to Apple beside Pushy alone, with a provider that answers at once and with one
/// that takes 20 ms.
final class ApnsPart implements Part {
    private static final Jvm RIVAL = Jvm.asDispatcher(256);

    @Override
    public String name() {
        return "apns";
    }

    @Override
    public void run(Path folder, Sizes sizes, PrintStream out) throws Exception {
        try (DispatchBed bed = new DispatchBed(folder, new SampleDistrict(Provider.APNS), sizes.bed());
                Rival plain = rival(bed, sizes, "Pushy as it comes", 1);
                Rival tuned = rival(
                        bed, sizes, "Pushy, %d connections".formatted(sizes.connections()), sizes.connections())) {
            Comparison comparison = Comparison.ofDispatcher(bed, sizes, List.of(plain, tuned), new AtomicInteger());
            comparison.printProcesses(Optional.of(RIVAL), out);
            comparison.run("apns-0ms", Duration.ZERO, out);
            comparison.run("apns-20ms", Duration.ofMillis(20), out);
        }
    }

    private static Rival rival(DispatchBed bed, Sizes sizes, String name, int connections) {
        Simulator simulator = bed.simulator();
        List<String> arguments = List.of(
                Integer.toString(simulator.apnsPort()),
                simulator.authority().toString(),
                simulator.signingKey().toString(),
                Simulator.KEY,
                Simulator.TEAM,
                Simulator.TOPIC,
                Integer.toString(sizes.inFlight()),
                Integer.toString(connections));
        Child child = Child.talking("pushy-" + connections, RIVAL.main(PushyLoop.class, arguments), bed.folder());
        return new Rival(name, child, bed, sizes.pushes());
    }
}
