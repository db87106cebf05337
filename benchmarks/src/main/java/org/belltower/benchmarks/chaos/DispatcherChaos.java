package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.benchmarks.Benchmark;
import org.belltower.embedded.host.Folders;

/// The reliability goals of the dispatcher as it is packaged, each shown with real faults and judged
/// by an account of its own ([org.belltower.benchmarks.chaos.ledger.ChaosLedger]).
///
/// @param scenarios those to run, in order
public record DispatcherChaos(List<Scenario> scenarios, Sizes sizes) implements Benchmark {
    private static final int LOG_LINES = 20;
    private static final List<Scenario> ALL = List.of(
            new Killed(),
            new TooMany(),
            new Outage(),
            new BadConnections(),
            new WrongEnvironment(),
            new Rebalanced(),
            new Frozen());

    public DispatcherChaos {
        scenarios = List.copyOf(scenarios);
    }

    /// All scenarios, as long as the goals ask for.
    public static DispatcherChaos usual() {
        return new DispatcherChaos(ALL, Sizes.USUAL);
    }

    /// Some of them, so small that the build can run it: correctness only, in a minute or two.
    static DispatcherChaos brief() {
        return new DispatcherChaos(List.of(new Killed(), new Rebalanced()), Sizes.SHORT);
    }

    @Override
    public String name() {
        return "dispatcher";
    }

    @Override
    public DispatcherChaos with(List<String> wanted, Map<String, String> options) {
        List<Scenario> found = wanted.stream().map(DispatcherChaos::scenario).toList();
        return new DispatcherChaos(found.isEmpty() ? scenarios : found, sizes.with(options));
    }

    private static Scenario scenario(String name) {
        List<String> names = ALL.stream().map(Scenario::name).toList();
        return ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no scenario %s of dispatcher, but: %s".formatted(name, String.join(", ", names))));
    }

    /// Runs all of them, whatever of the ones before does not hold.
    ///
    /// @throws IllegalStateException if something does not hold; at once if one could not be played
    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        List<String> broken = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Path own = Files.createDirectory(folder.resolve(scenario.name()));
            List<String> violations = run(scenario, own, out);
            out.printf("%s %s%n%n", scenario.name(), violations.isEmpty() ? "holds" : "DOES NOT HOLD: " + violations);
            violations.forEach(violation -> broken.add(scenario.name() + ": " + violation));
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException(String.join("; ", broken));
        }
    }

    private List<String> run(Scenario scenario, Path folder, PrintStream out) throws InterruptedException {
        try (Field field = new Field(folder, scenario.provider(), scenario.neighbours(), sizes.rate())) {
            return scenario.run(field, sizes, out);
        } catch (RuntimeException e) {
            System.err.printf(
                    "%s failed. The end of the dispatcher's log:%n%s%n",
                    scenario.name(), Folders.lastLines(folder.resolve("dispatcher.log"), LOG_LINES));
            throw e;
        }
    }
}
