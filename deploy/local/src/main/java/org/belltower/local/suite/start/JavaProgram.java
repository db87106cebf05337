package org.belltower.local.suite.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.belltower.local.process.EndsWithParent;

/// Command lines for JVMs, with the JDK that runs this one.
///
/// @param java the program
/// @param classPath of the mains of the local run and of what they use
/// @param brief whether the run is short, so that quick starts count more than speed later
public record JavaProgram(Path java, String classPath, boolean brief) {
    /// As this JVM was started.
    public static JavaProgram ofThisJvm(boolean brief) {
        return new JavaProgram(
                Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"), brief);
    }

    /// One of the mains on the class path. It ends when its standard input ends.
    public List<String> main(int heapMegabytes, String mainClass, String... arguments) {
        List<String> command = options(heapMegabytes, Collector.SERIAL);
        command.addAll(List.of("-cp", classPath, EndsWithParent.class.getName(), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    /// A service as it was packaged.
    public List<String> service(int heapMegabytes, Collector collector, Path jar) {
        List<String> command = options(heapMegabytes, collector);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    // Eight JVMs share a machine: a small heap is enough.
    private List<String> options(int heapMegabytes, Collector collector) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of("-Xmx" + heapMegabytes + "m", collector.option, "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        if (brief) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        return command;
    }

    /// Who collects a program's garbage.
    public enum Collector {
        /// Has no threads of its own: what is usual for many on one machine.
        SERIAL("-XX:+UseSerialGC"),
        /// Pauses for a shorter time, on all processors.
        PARALLEL("-XX:+UseParallelGC");

        private final String option;

        Collector(String option) {
            this.option = option;
        }
    }
}
