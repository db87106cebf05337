package org.belltower.benchmarks.rules;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.benchmarks.compare.Numbers;
import org.belltower.benchmarks.compare.Rounds;
import org.belltower.benchmarks.compare.Series;
import org.belltower.benchmarks.compare.Table;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Unwinding;

/// R9: how fast rules-evaluator decides what stands among records that nobody can use, beside itself without them. Each
/// of those becomes one dead letter, which says where it stood and why; and no thread dies of one.
final class PoisonPart implements Part {
    private static final int DEVICES = 2;
    private static final String DIED = "event=stream-thread-died";

    @Override
    public String name() {
        return "poison";
    }

    @Override
    public void run(Path folder, Numbers sizes, PrintStream out) throws Exception {
        int students = sizes.of(RulesBenchmark.STUDENTS);
        int events = sizes.of(RulesBenchmark.EVENTS);
        int poison = sizes.of(RulesBenchmark.POISON);
        SampleSchool school =
                new SampleSchool(students, DEVICES, SampleSchool.CATEGORIES.size() * Math.ceilDiv(events, students));
        try (Unwinding open = new Unwinding()) {
            RulesBed bed = open.later(new RulesBed(folder.resolve("kafka"), school));
            Copies copies = open.later(new Copies(bed.bootstrapServers()));
            Child child = copies.start("copy", folder).child();
            List<Deciding> contestants = List.of(
                    new Deciding("with poison", child, bed, events, poison),
                    new Deciding("without", child, bed, events, 0));
            int rounds = sizes.of(Numbers.WARM_UP) + sizes.of(Numbers.PAIRS);
            out.printf(
                    "java %s; %d students with %d devices, %d events a segment, with poison %d others of %d kinds among"
                            + " them, %d pairs after %d rounds to warm up: %,d records in all%n",
                    Copies.JVM,
                    students,
                    students * DEVICES,
                    events,
                    poison,
                    Poison.KINDS.size(),
                    sizes.of(Numbers.PAIRS),
                    sizes.of(Numbers.WARM_UP),
                    rounds * (2L * events + poison));
            Rounds turns = new Rounds(contestants, new AtomicInteger()::incrementAndGet);
            List<Series> _ = turns.run(sizes.of(Numbers.WARM_UP));
            Table.print(turns.run(sizes.of(Numbers.PAIRS)), "event", "events", out);
            requireNoDeath(folder);
            out.printf("dead letters: each of %,d, where it stood and why; no thread died%n", (long) rounds * poison);
        }
    }

    private static void requireNoDeath(Path folder) throws Exception {
        try (var lines = Files.lines(folder.resolve("rules-evaluator.log"))) {
            long deaths = lines.filter(line -> line.contains(DIED)).count();
            if (deaths > 0) {
                throw new IllegalStateException(deaths + " threads died");
            }
        }
    }
}
