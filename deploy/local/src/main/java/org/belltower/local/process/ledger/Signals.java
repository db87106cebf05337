package org.belltower.local.process.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ends one process, given by its handle: asks, waits, kills.
public final class Signals {
    private Signals() {}

    /// Blocks until the process has ended. May be repeated.
    ///
    /// @return whether it ended by itself within the grace
    public static boolean end(ProcessHandle process, StopSignal signal, Duration grace) throws InterruptedException {
        ask(process, signal);
        if (endsWithin(process, grace)) {
            return true;
        }
        process.destroyForcibly();
        endsWithin(process, grace);
        return false;
    }

    private static void ask(ProcessHandle process, StopSignal signal) throws InterruptedException {
        switch (signal) {
            case TERM -> process.destroy();
            case INT -> interrupt(process);
        }
    }

    // The JDK sends only TERM and KILL.
    private static void interrupt(ProcessHandle process) throws InterruptedException {
        try {
            new ProcessBuilder("sh", "-c", "kill -s INT \"$1\"", "sh", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noShell) {
            process.destroy();
        }
    }

    /// Blocks for at most that long; whether the process has ended then.
    public static boolean endsWithin(ProcessHandle process, Duration within) throws InterruptedException {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return !process.isAlive();
        }
    }
}
