package org.belltower.benchmarks.rules;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.benchmarks.compare.Numbers;
import org.belltower.benchmarks.compare.Rounds;
import org.belltower.benchmarks.compare.Series;
import org.belltower.benchmarks.compare.Table;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Unwinding;

/// Events a second that rules-evaluator decides as it is packaged, exactly once and with all of its state in stores
/// (P4), beside a loop that calls the same decisions on maps and knows nothing any more once it ends. Each has a Kafka
/// of its own; while one works the others have nothing to do.
final class DecidePart implements Part {
    private static final int DEVICES = 2;

    @Override
    public String name() {
        return "decide";
    }

    @Override
    public void run(Path folder, Numbers sizes, PrintStream out) throws Exception {
        int students = sizes.of(RulesBenchmark.STUDENTS);
        int events = sizes.of(RulesBenchmark.EVENTS);
        // As many items as a segment has events, so that each event of it is about another.
        SampleSchool school =
                new SampleSchool(students, DEVICES, SampleSchool.CATEGORIES.size() * Math.ceilDiv(events, students));
        try (Unwinding open = new Unwinding()) {
            List<Deciding> contestants = new ArrayList<>();
            RulesBed bed = open.later(new RulesBed(folder.resolve("kafka-evaluator"), school));
            Copies copies = open.later(new Copies(bed.bootstrapServers()));
            contestants.add(
                    new Deciding("rules-evaluator", copies.start("copy", folder).child(), bed, events, 0));
            for (String kind : List.of("plain", "tuned")) {
                contestants.add(loop(kind, folder, school, events, open));
            }
            out.printf(
                    "java %s; %d students with %d devices, %d events a segment, %d pairs after %d rounds to warm up%n",
                    Copies.JVM,
                    students,
                    students * DEVICES,
                    events,
                    sizes.of(Numbers.PAIRS),
                    sizes.of(Numbers.WARM_UP));
            Rounds rounds = new Rounds(contestants, new AtomicInteger()::incrementAndGet);
            List<Series> _ = rounds.run(sizes.of(Numbers.WARM_UP));
            Table.print(rounds.run(sizes.of(Numbers.PAIRS)), "event", "events", out);
        }
    }

    private static Deciding loop(String kind, Path folder, SampleSchool school, int events, Unwinding open)
            throws Exception {
        RulesBed bed = open.later(new RulesBed(folder.resolve("kafka-" + kind), school));
        Child child = open.later(Child.talking(
                "loop-" + kind,
                Copies.JVM.main(DecidingLoop.class, List.of(bed.bootstrapServers(), kind)),
                Files.createDirectories(folder)));
        child.await("ready");
        return new Deciding("loop on maps, " + kind, child, bed, events, 0);
    }
}
