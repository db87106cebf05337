package org.belltower.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A recording of the JDK's flight recorder in another JVM, from here to [#close()]. The file is
/// written then.
public final class Recording implements AutoCloseable {
    private static final String NAME = "belltower";

    private final Child child;

    private Recording(Child child) {
        this.child = child;
    }

    public static Recording start(Child child, Path file) {
        // By processor time, and of what is allocated enough that no thread's busy time is laid to its idle time.
        jcmd(
                child,
                "JFR.start",
                "name=" + NAME,
                "settings=profile",
                "jdk.CPUTimeSample#enabled=true",
                "jdk.CPUTimeSample#throttle=2ms",
                "jdk.ObjectAllocationSample#throttle=5000/s",
                "filename=" + file.toAbsolutePath());
        return new Recording(child);
    }

    private static void jcmd(Child child, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Jvm.program("jcmd"), Long.toString(child.pid())));
        command.addAll(List.of(arguments));
        try {
            int status = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("jcmd ended with " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException("jcmd does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        jcmd(child, "JFR.stop", "name=" + NAME);
    }
}
