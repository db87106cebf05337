package org.belltower.benchmarks.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A server in a process of its own, on one core where the system has `taskset`, with a heap of 512
/// MB. Its first line says where it listens.
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final String ready;

    /// @throws IllegalStateException if it does not start
    ServerProcess(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (hasTaskset()) {
            command.addAll(List.of("taskset", "-c", "0"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        // For a profile: see docs/performance.md.
        command.addAll(
                Stream.of(System.getProperty("belltower.bench.options", "").split(" ", -1))
                        .filter(option -> !option.isBlank())
                        .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = process.inputReader().readLine();
        if (line == null) {
            throw new IllegalStateException(main.getSimpleName() + " did not start");
        }
        ready = line;
    }

    private static boolean hasTaskset() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "taskset")));
    }

    /// What it said first.
    String ready() {
        return ready;
    }

    /// The processor time that it has used.
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
