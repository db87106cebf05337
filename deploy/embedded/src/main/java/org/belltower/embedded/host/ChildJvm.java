package org.belltower.embedded.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A main of this module in a JVM of its own, with this JVM's class path. Thread-safe.
public final class ChildJvm {
    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 30;
    /// A failure of Kafka's is told with its causes, each with its frames.
    private static final int LOG_LINES = 120;

    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    /// Starts it and blocks until it has printed its `ready` line.
    ///
    /// @param log where standard error is appended
    /// @throws IllegalStateException if it ends before or takes over a minute; the text has the end of the log
    public static ChildJvm start(Class<?> main, Path log, String... arguments) {
        Process process = launch(command(main, arguments), log);
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> read(process, ready));
        try {
            String line = ready.get(READY_SECONDS, TimeUnit.SECONDS);
            if (line.startsWith("ready ")) {
                return new ChildJvm(process);
            }
        } catch (TimeoutException | ExecutionException late) {
            // Told below, with the log.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("%s did not become ready: %s. The end of its log:%n%s"
                .formatted(main.getSimpleName(), end(process), Folders.lastLines(log, LOG_LINES)));
    }

    /// Whoever says nothing more is given a moment to end by itself, for its status.
    private static String end(Process process) {
        try {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                return "it ended with " + process.exitValue();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return "it was ended";
    }

    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        String logManager = System.getProperty("java.util.logging.manager");
        if (logManager != null) {
            command.add("-Djava.util.logging.manager=" + logManager);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process launch(List<String> command, Path log) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // Goes on reading after the first line, so that the child never blocks on a full pipe.
    private static void read(Process process, CompletableFuture<String> first) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                first.complete(line);
            }
        } catch (IOException ended) {
            // The process was killed.
        }
        first.complete("");
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// SIGSTOP: it stays there, with all it holds, and does nothing.
    public void freeze() {
        signal("STOP");
    }

    /// SIGCONT: it goes on where it was, and knows nothing of the time between.
    public void thaw() {
        signal("CONT");
    }

    // The JDK sends only TERM and KILL.
    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -s " + name + " ended with " + status);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// SIGTERM, and SIGKILL if it has not ended after half a minute.
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
