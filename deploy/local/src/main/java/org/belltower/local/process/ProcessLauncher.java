package org.belltower.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.belltower.local.process.ledger.ProcessLedger;
import org.belltower.local.process.ledger.RememberedProcess;

/// Starts a process so that it is never forgotten and never hears the terminal.
///
/// A small shell stands in front of each command and becomes it (`exec`, the process id stays). It waits for a line
/// on its standard input, which is sent only after the process has been written to the [ProcessLedger]: a
/// supervisor killed in between leaves nothing unknown, as the shell then reads the end of its input and ends. It
/// ignores INT and HUP, which `exec` hands on and the JVM respects (a JVM installs no handler for a signal that it
/// finds ignored), and takes a session of its own where `setsid` exists: Ctrl-C reaches the supervisor alone, which
/// then ends everything in order.
public final class ProcessLauncher {
    private static final String WAIT_FOR_GO = "trap '' INT HUP; read -r go || exit 1; ";
    private static final String OWN_SESSION = "if command -v setsid >/dev/null 2>&1; then set -- setsid \"$@\"; fi; ";
    private static final String KEEP_INPUT = "exec \"$@\"";
    private static final String NO_INPUT = "exec \"$@\" </dev/null";

    private final ProcessLedger ledger;

    public ProcessLauncher(ProcessLedger ledger) {
        this.ledger = ledger;
    }

    /// Returns as soon as the process runs.
    ///
    /// @param wave see [RememberedProcess]
    public Process launch(ProcessSpec spec, int wave, ProcessLog log) throws IOException {
        Files.createDirectories(spec.folder());
        ProcessBuilder builder = new ProcessBuilder(withShell(spec))
                .directory(spec.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        builder.environment().putAll(spec.environment());
        Process process = builder.start();
        try {
            ledger.add(remembered(spec, wave, process));
            release(process);
            return process;
        } catch (IOException | RuntimeException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static List<String> withShell(ProcessSpec spec) {
        String input = spec.ending().withParent() ? KEEP_INPUT : NO_INPUT;
        List<String> command = new ArrayList<>(List.of("sh", "-c", WAIT_FOR_GO + OWN_SESSION + input, "belltower"));
        command.addAll(spec.command());
        return command;
    }

    private static RememberedProcess remembered(ProcessSpec spec, int wave, Process process) {
        Instant startedAt = process.info()
                .startInstant()
                .orElseThrow(() -> new IllegalStateException("this system does not tell when a process started"));
        return new RememberedProcess(
                spec.name(),
                process.pid(),
                startedAt,
                spec.ending().signal(),
                wave,
                spec.command().getFirst());
    }

    private static void release(Process process) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write("go\n".getBytes(StandardCharsets.US_ASCII));
        input.flush();
    }
}
