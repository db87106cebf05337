package org.belltower.benchmarks.dispatch;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.benchmarks.Benchmark;
import org.belltower.benchmarks.dispatch.compare.Sizes;
import org.belltower.embedded.host.Folders;

/// What the dispatcher as it is packaged takes to send, from a lane in Kafka to outcomes in Kafka,
/// beside those who only send.
///
/// @param parts those to run, in order
public record DispatcherBenchmark(List<Part> parts, Sizes sizes) implements Benchmark {
    private static final int LOG_LINES = 20;
    private static final List<Part> ALL =
            List.of(new ApnsPart(), new FcmPart(), new DeadPart(), new SlowPart(), new PathPart(), new ThroughPart());

    public DispatcherBenchmark {
        parts = List.copyOf(parts);
    }

    /// All parts, as large as they usually are.
    public static DispatcherBenchmark usual() {
        return new DispatcherBenchmark(ALL, Sizes.USUAL);
    }

    @Override
    public String name() {
        return "dispatcher";
    }

    @Override
    public Benchmark with(List<String> wanted, Map<String, String> options) {
        List<Part> found = new ArrayList<>();
        for (String part : wanted) {
            found.add(ALL.stream()
                    .filter(one -> one.name().equals(part))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no part %s of dispatcher, but: %s"
                            .formatted(
                                    part,
                                    String.join(
                                            ", ", ALL.stream().map(Part::name).toList())))));
        }
        return new DispatcherBenchmark(found.isEmpty() ? parts : found, sizes.with(options));
    }

    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        for (Part part : parts) {
            Path own = Files.createDirectory(folder.resolve(part.name()));
            try {
                part.run(own, sizes, out);
            } catch (Exception e) {
                System.err.printf(
                        "%s failed. The end of the dispatcher's log:%n%s%n",
                        part.name(), Folders.lastLines(own.resolve("dispatcher.log"), LOG_LINES));
                throw e;
            }
        }
    }
}
