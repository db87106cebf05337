package org.belltower.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How a JVM is started, with the JDK that runs this one: subject and rivals alike.
///
/// @param options as they stand before the class path
public record Jvm(List<String> options) {
    public Jvm {
        options = List.copyOf(options);
    }

    /// As `./belltower up` starts its services: a small heap, the serial collector, all tiers of
    /// the compiler.
    public static Jvm asServices(int heapMegabytes) {
        return of(heapMegabytes, "-XX:+UseSerialGC");
    }

    /// As it starts the dispatcher: with the parallel collector.
    public static Jvm asDispatcher(int heapMegabytes) {
        return of(heapMegabytes, "-XX:+UseParallelGC");
    }

    private static Jvm of(int heapMegabytes, String collector) {
        return new Jvm(List.of(
                "-Xmx" + heapMegabytes + "m",
                collector,
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    }

    /// The same with one more option.
    public Jvm with(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new Jvm(more);
    }

    /// A service as it was packaged, with its settings.
    public List<String> service(Path jar, Map<String, String> settings) {
        List<String> command = start();
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /// A main of this class path.
    public List<String> main(Class<?> main, List<String> arguments) {
        List<String> command = start();
        String logManager = System.getProperty("java.util.logging.manager");
        if (logManager != null) {
            command.add("-Djava.util.logging.manager=" + logManager);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    private List<String> start() {
        List<String> command = new ArrayList<>();
        command.add(program("java"));
        command.addAll(options);
        return command;
    }

    static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    @Override
    public String toString() {
        return String.join(" ", options);
    }
}
