package org.belltower.benchmarks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.belltower.embedded.host.Folders;

/// A process of its own that takes orders on standard input, a line each, and answers on standard
/// output, a line each.
///
/// It ends with this one, however that ends: a shell beside it waits for the end of a pipe whose
/// other end is here. Not thread-safe.
public final class Child implements AutoCloseable {
    private static final int STOP_SECONDS = 15;
    private static final int LOG_LINES = 40;
    private static final String END_WITH_PIPE = "read -r never; kill -9 \"$1\"";

    private final String name;
    private final Path log;
    private final Process process;
    private final Process warden;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    private Child(String name, Path log, Process process, Process warden) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.warden = warden;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
    }

    /// Starts it. What it says on standard error is appended to `<name>.log` in the folder.
    public static Child talking(String name, List<String> command, Path folder) {
        Path log = folder.resolve(name + ".log");
        return start(name, log, new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())));
    }

    /// Starts one that takes no orders: both of its outputs are appended to `<name>.log` in the
    /// folder.
    public static Child silent(String name, List<String> command, Path folder) {
        Path log = folder.resolve(name + ".log");
        return start(
                name,
                log,
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile())));
    }

    private static Child start(String name, Path log, ProcessBuilder builder) {
        try {
            Process process = builder.start();
            try {
                Process warden = new ProcessBuilder("sh", "-c", END_WITH_PIPE, "sh", Long.toString(process.pid()))
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
                return new Child(name, log, process, warden);
            } catch (IOException e) {
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Blocks for its next line.
    ///
    /// @throws IllegalStateException if it ends instead; the text has the end of its log
    public String answer() {
        try {
            String line = answers.readLine();
            if (line != null) {
                return line;
            }
        } catch (IOException e) {
            // It has ended: told below.
        }
        throw ended();
    }

    /// Blocks for its next line.
    ///
    /// @throws IllegalStateException if it ends or says something else; the text has the end of its
    ///     log
    public void await(String expected) {
        String line = answer();
        if (!line.equals(expected)) {
            throw new IllegalStateException(
                    "%s said \"%s\", not \"%s\".%n%s".formatted(name, line, expected, lastLines()));
        }
    }

    public void order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw ended();
        }
    }

    /// @throws IllegalStateException if it has ended; the text has the end of its log
    public void requireAlive() {
        if (!process.isAlive()) {
            throw ended();
        }
    }

    private IllegalStateException ended() {
        return new IllegalStateException("%s has ended. The end of its log:%n%s".formatted(name, lastLines()));
    }

    private String lastLines() {
        return Folders.lastLines(log, LOG_LINES);
    }

    public long pid() {
        return process.pid();
    }

    /// Of all its threads, since it was started, in the system's ticks (Linux: 10 ms).
    public Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell what " + name + " took"));
    }

    /// SIGSTOP: it stands still, with its connections open, until [#goOn()].
    public void standStill() throws InterruptedException {
        signal("STOP");
    }

    /// SIGCONT.
    public void goOn() throws InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws InterruptedException {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("SIG" + signal + " did not reach " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIGKILL. Returns when it has ended.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        warden.destroyForcibly();
    }

    /// SIGTERM, and SIGKILL after a while. Closing twice does nothing.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        // Last, so that nobody is without one; it must not outlive the process, whose id may be another's by then.
        warden.destroyForcibly();
    }
}
