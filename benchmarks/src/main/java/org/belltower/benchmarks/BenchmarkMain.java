package org.belltower.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.benchmarks.copies.CopiesBenchmark;
import org.belltower.benchmarks.dispatch.DispatcherBenchmark;
import org.belltower.benchmarks.fcm.FcmTransportsBenchmark;
import org.belltower.benchmarks.ingest.IngestBenchmark;
import org.belltower.benchmarks.relay.RelayBenchmark;
import org.belltower.benchmarks.rules.RulesBenchmark;
import org.belltower.benchmarks.simulator.SimulatorBenchmark;
import org.belltower.embedded.host.QuietLogs;

/// Runs the benchmarks that are named, with the parts that are named behind them, or all.
public final class BenchmarkMain {
    private static final List<Benchmark> ALL = List.of(
            new RelayBenchmark(),
            new CopiesBenchmark(),
            new SimulatorBenchmark(),
            new FcmTransportsBenchmark(),
            DispatcherBenchmark.usual(),
            RulesBenchmark.usual(),
            IngestBenchmark.usual());

    private BenchmarkMain() {}

    public static void main(String[] arguments) throws Exception {
        runAsked(ALL, List.of(arguments));
    }

    /// Runs those of all that are asked for, and ends the process.
    static void runAsked(List<Benchmark> all, List<String> arguments) throws Exception {
        QuietLogs.wholeProcess();
        for (Benchmark benchmark : asked(all, arguments)) {
            run(benchmark);
        }
        System.exit(0);
    }

    private static List<Benchmark> asked(List<Benchmark> all, List<String> arguments) {
        try {
            return Asked.of(all, arguments);
        } catch (IllegalArgumentException e) {
            System.err.printf("belltower: %s%n", e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    private static void run(Benchmark benchmark) throws Exception {
        Path folder = Files.createTempDirectory("belltower-bench-" + benchmark.name());
        System.out.printf(
                "%s, on %d cores with Java %s%n",
                benchmark.name(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
        try {
            benchmark.run(folder, System.out);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
