package org.belltower.benchmarks.dispatch.compare;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.benchmarks.Figures;
import org.belltower.benchmarks.compare.Contestant;
import org.belltower.benchmarks.compare.Rounds;
import org.belltower.benchmarks.compare.Series;
import org.belltower.benchmarks.compare.Table;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.benchmarks.process.Recording;

/// The dispatcher beside its rivals, at one latency of the provider after the other.
public final class Comparison {
    private final DispatchBed bed;
    private final Sizes sizes;
    private final Rounds rounds;

    /// @param rivals beside the dispatcher as it is
    /// @param segments the last number that a segment had
    public static Comparison ofDispatcher(
            DispatchBed bed, Sizes sizes, List<? extends Contestant> rivals, AtomicInteger segments) {
        List<Contestant> contestants = new ArrayList<>(rivals);
        contestants.addFirst(DispatcherContestant.clean(bed, sizes.pushes()));
        return new Comparison(bed, sizes, contestants, segments);
    }

    /// @param contestants the first is held against the others
    /// @param segments the last number that a segment had
    public Comparison(DispatchBed bed, Sizes sizes, List<? extends Contestant> contestants, AtomicInteger segments) {
        this.bed = bed;
        this.sizes = sizes;
        this.rounds = new Rounds(contestants, segments::incrementAndGet);
    }

    public void printProcesses(Optional<Jvm> rivals, PrintStream out) {
        out.printf("dispatcher  java %s%n", DispatchBed.DISPATCHER);
        rivals.ifPresent(jvm -> out.printf("rivals      java %s%n", jvm));
        out.printf("simulator   java %s%n", DispatchBed.SIMULATOR);
        out.printf(
                "%d pushes a segment, %d in flight, %d pairs after %d rounds to warm up%n",
                sizes.pushes(), sizes.inFlight(), sizes.pairs(), sizes.warmUp());
    }

    /// Blocks for minutes.
    ///
    /// @param name of what is compared, as it is printed
    public void run(String name, Duration latency, PrintStream out) throws Exception {
        bed.simulator().latency(latency);
        List<Series> _ = rounds.run(sizes.warmUp());
        double before = load();
        List<Series> measured;
        Optional<Path> file = sizes.recording(name);
        Optional<Recording> recording = file.map(to -> Recording.start(bed.dispatcher(), to));
        try {
            measured = rounds.run(sizes.pairs());
        } finally {
            recording.ifPresent(Recording::close);
        }
        out.printf(
                "%n%s: the provider answers after %d ms; load %.1f before, %.1f after%s%n",
                name,
                latency.toMillis(),
                before,
                load(),
                file.map(at -> "; recorded in " + at).orElse(""));
        Table.print(measured, "push", "pushes", out);
    }

    /// The median of what the dispatcher sends, unprinted. Blocks for minutes.
    public double perSecond(Duration latency) throws Exception {
        bed.simulator().latency(latency);
        List<Series> _ = rounds.run(sizes.warmUp());
        return Figures.median(rounds.run(sizes.pairs()).getFirst().perSecond());
    }

    /// Of the machine, over the last minute.
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
