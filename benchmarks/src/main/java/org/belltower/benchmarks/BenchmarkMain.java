package org.belltower.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.benchmarks.copies.CopiesBenchmark;
import org.belltower.benchmarks.fcm.FcmTransportsBenchmark;
import org.belltower.benchmarks.relay.RelayBenchmark;
import org.belltower.embedded.host.QuietLogs;

/// Runs the benchmarks that are named, or all.
public final class BenchmarkMain {
    private static final List<Benchmark> ALL =
            List.of(new RelayBenchmark(), new CopiesBenchmark(), new FcmTransportsBenchmark());

    private BenchmarkMain() {}

    public static void main(String[] names) throws Exception {
        QuietLogs.wholeProcess();
        for (String name : names) {
            if (ALL.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
                System.err.printf(
                        "belltower: There is no benchmark %s, but: %s%n",
                        name,
                        String.join(", ", ALL.stream().map(Benchmark::name).toList()));
                System.exit(2);
            }
        }
        for (Benchmark benchmark : ALL) {
            if (names.length == 0 || List.of(names).contains(benchmark.name())) {
                run(benchmark);
            }
        }
        System.exit(0);
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
