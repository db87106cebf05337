package org.belltower.benchmarks.dispatch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.bed.TrustStore;
import org.belltower.benchmarks.dispatch.compare.Comparison;
import org.belltower.benchmarks.dispatch.compare.Rival;
import org.belltower.benchmarks.dispatch.compare.Sizes;
import org.belltower.benchmarks.dispatch.rival.StockFirebase;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.model.Provider;

/// P3: pushes to Google, which takes 50 ms, beside firebase-admin alone.
final class FcmPart implements Part {
    private static final Jvm RIVAL = Jvm.asDispatcher(256);

    @Override
    public String name() {
        return "fcm";
    }

    @Override
    public void run(Path folder, Sizes usual, PrintStream out) throws Exception {
        Sizes sizes = usual.forFirebase();
        try (DispatchBed bed = new DispatchBed(folder, new SampleDistrict(Provider.FCM), sizes.bed())) {
            Jvm jvm = TrustStore.trusting(RIVAL, bed.simulator().authority(), folder.resolve("trust.p12"));
            try (Rival plain = rival(bed, jvm, sizes, "firebase-admin as it comes", 0);
                    Rival tuned = rival(bed, jvm, sizes, "firebase-admin, tuned", sizes.inFlight())) {
                Comparison comparison = Comparison.ofDispatcher(bed, sizes, List.of(plain, tuned), new AtomicInteger());
                comparison.printProcesses(Optional.of(RIVAL), out);
                comparison.run("fcm-50ms", Duration.ofMillis(50), out);
            }
        }
    }

    private static Rival rival(DispatchBed bed, Jvm jvm, Sizes sizes, String name, int connections) {
        List<String> arguments = List.of(
                Integer.toString(bed.simulator().fcmPort()),
                bed.simulator().serviceAccount().toString(),
                Integer.toString(connections));
        Child child = Child.talking("firebase-" + connections, jvm.main(StockFirebase.class, arguments), bed.folder());
        return new Rival(name, child, bed, sizes.pushes());
    }
}
