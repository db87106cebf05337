package org.belltower.benchmarks.rules;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.benchmarks.compare.Numbers;
import org.belltower.benchmarks.compare.Rounds;
import org.belltower.benchmarks.compare.Series;
import org.belltower.benchmarks.compare.Table;
import org.belltower.benchmarks.process.Unwinding;

/// What a decision costs among ten and a hundred times as many devices, and what is kept for each of them.
final class SizePart implements Part {
    @Override
    public String name() {
        return "size";
    }

    @Override
    public void run(Path folder, Numbers sizes, PrintStream out) throws Exception {
        int events = sizes.of(RulesBenchmark.EVENTS);
        int most = sizes.of(RulesBenchmark.DEVICES);
        out.printf(
                "java %s; %d items and %d devices a student, %d events a segment, %d pairs after %d rounds to warm up%n",
                Copies.JVM,
                sizes.of(RulesBenchmark.ITEMS),
                Grown.DEVICES_A_STUDENT,
                events,
                sizes.of(Numbers.PAIRS),
                sizes.of(Numbers.WARM_UP));
        try (Unwinding open = new Unwinding()) {
            List<Deciding> contestants = new ArrayList<>();
            for (int devices : List.of(most, most / 100, most / 10)) {
                Grown grown = open.later(Grown.grow(folder.resolve("with-" + devices), devices, sizes, out));
                requireItems(grown.bed().school(), events);
                contestants.add(new Deciding("among " + devices, grown.copy().child(), grown.bed(), events, 0));
            }
            Rounds rounds = new Rounds(contestants, new AtomicInteger()::incrementAndGet);
            List<Series> _ = rounds.run(sizes.of(Numbers.WARM_UP));
            Table.print(rounds.run(sizes.of(Numbers.PAIRS)), "event", "events", out);
        }
    }

    /// Two events about one item within a segment would be one of them a repeat.
    private static void requireItems(SampleSchool school, int events) {
        int different = school.students() * (school.items() / SampleSchool.CATEGORIES.size());
        if (events > different) {
            throw new IllegalArgumentException(
                    "%d events a segment are more than %d students have items to tell of: fewer --events"
                            .formatted(events, school.students()));
        }
    }
}
