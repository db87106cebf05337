package org.belltower.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The process that owns a data folder, as `postmaster.pid` in it says, if it still is that process.
///
/// The number alone proves nothing: after a restart of the machine it may be anybody's. It counts only if the
/// command line of that process names this very folder.
final class Postmaster {
    private static final int FAST_SHUTDOWN_SECONDS = 10;

    private final ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /// The postmaster that runs on this data folder now.
    static Optional<Postmaster> runningOn(Path data) {
        return recorded(data).filter(process -> serves(process, data)).map(Postmaster::new);
    }

    /// Makes the folder free to start on: stops a postmaster that still runs on it, and removes a record that
    /// names a living process which is something else, because PostgreSQL would take it for its own and refuse.
    /// The record of a dead process stays: PostgreSQL makes sure with it that no orphaned backend is left, and
    /// replaces it.
    static void release(Path data) {
        Optional<Postmaster> running = runningOn(data);
        if (running.isPresent()) {
            running.get().stop();
        } else if (recorded(data).isPresent()) {
            try {
                Files.deleteIfExists(data.resolve("postmaster.pid"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static Optional<ProcessHandle> recorded(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
        } catch (NoSuchFileException | NumberFormatException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean serves(ProcessHandle process, Path data) {
        String command = process.info().command().orElse("");
        String line = process.info().commandLine().orElse("");
        return command.contains("postgres") && line.contains(data.toString());
    }

    /// The fast shutdown of PostgreSQL's manual (18.5): open transactions are rolled back, clients are cut off.
    /// SIGTERM would wait for the clients. Then SIGKILL.
    void stop() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(FAST_SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | TimeoutException | ExecutionException unwilling) {
            kill();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /// SIGKILL to the postmaster and all its backends, and waits for their end: what a failing machine leaves
    /// behind.
    void kill() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .join();
    }

    long pid() {
        return process.pid();
    }
}
