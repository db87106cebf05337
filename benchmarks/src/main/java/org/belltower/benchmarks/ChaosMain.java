package org.belltower.benchmarks;

import java.util.List;
import org.belltower.benchmarks.chaos.DispatcherChaos;

/// Runs the scenarios of faults that are named, or all. Its status is 0 only if each goal holds.
public final class ChaosMain {
    private static final List<Benchmark> ALL = List.of(DispatcherChaos.usual());

    private ChaosMain() {}

    public static void main(String[] arguments) throws Exception {
        BenchmarkMain.runAsked(ALL, List.of(arguments));
    }
}
