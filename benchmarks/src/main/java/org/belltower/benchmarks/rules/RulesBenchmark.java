package org.belltower.benchmarks.rules;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.benchmarks.Benchmark;
import org.belltower.benchmarks.compare.Numbers;

/// What rules-evaluator takes to decide as it is packaged, beside those who decide without its promises, and how it
/// bears growth and death.
///
/// @param parts those to run, in order
public record RulesBenchmark(List<Part> parts, Numbers sizes) implements Benchmark {
    static final String STUDENTS = "students";
    static final String EVENTS = "events";
    static final String DEVICES = "devices";
    static final String ITEMS = "items";
    static final String KILLS = "kills";
    static final String POISON = "poison";

    private static final List<Part> ALL =
            List.of(new DecidePart(), new PoisonPart(), new SizePart(), new TakeoverPart());

    public RulesBenchmark {
        parts = List.copyOf(parts);
    }

    /// As the goals are measured.
    public static RulesBenchmark usual() {
        return new RulesBenchmark(
                ALL,
                new Numbers(
                        "rules",
                        Map.of(
                                STUDENTS,
                                10_000,
                                EVENTS,
                                50_000,
                                DEVICES,
                                1_000_000,
                                ITEMS,
                                200,
                                KILLS,
                                3,
                                POISON,
                                500,
                                Numbers.WARM_UP,
                                4,
                                Numbers.PAIRS,
                                5)));
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public Benchmark with(List<String> wanted, Map<String, String> options) {
        List<Part> found = new ArrayList<>();
        for (String part : wanted) {
            found.add(ALL.stream()
                    .filter(one -> one.name().equals(part))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no part %s of rules, but: %s"
                            .formatted(
                                    part,
                                    String.join(
                                            ", ", ALL.stream().map(Part::name).toList())))));
        }
        return new RulesBenchmark(found.isEmpty() ? parts : found, sizes.with(options));
    }

    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        for (Part part : parts) {
            part.run(Files.createDirectory(folder.resolve(part.name())), sizes, out);
        }
    }
}
