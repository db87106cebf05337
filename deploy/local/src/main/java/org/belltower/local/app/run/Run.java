package org.belltower.local.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.belltower.embedded.host.Folders;
import org.belltower.local.machine.MonotonicClock;
import org.belltower.local.machine.Preflight;
import org.belltower.local.machine.RunLock;
import org.belltower.local.process.FileFailure;
import org.belltower.local.process.ProcessSpec;
import org.belltower.local.process.ledger.Leftovers;
import org.belltower.local.process.ledger.ProcessLedger;
import org.belltower.local.suite.issuer.UnusableFileException;
import org.belltower.local.suite.place.Secrets;
import org.belltower.local.suite.place.SuiteFolders;
import org.belltower.local.supervise.RestartPolicy;
import org.belltower.local.supervise.StartResult;
import org.belltower.local.supervise.Supervisor;

/// A run from beginning to end: takes the folder, ends what a killed run left, looks whether all is there, starts the
/// processes, lets something be done with them, ends them. Used once.
///
/// SIGINT, SIGTERM and SIGHUP end everything in order wherever the run is; SIGKILL leaves processes, which the next
/// run ends.
public final class Run {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final SuiteFolders folders;
    private final Plan plan;
    private final Screen screen;
    private volatile boolean over;

    /// What is particular about a run.
    ///
    /// @param title what another run in the same folder is told
    /// @param fresh whether it begins without data
    /// @param preflight what to look for beforehand
    /// @param prepare called once, when the folder is this run's, is fresh, and nothing was found to be missing
    public record Plan(String title, boolean fresh, Preflight preflight, Supplier<Prepared> prepare) {}

    /// What is started, and what is done then.
    public record Prepared(List<ProcessSpec> processes, WhenReady whenReady) {}

    /// What is done with the running processes.
    @FunctionalInterface
    public interface WhenReady {
        /// Blocks as long as they are to run.
        ///
        /// @return the status with which this program ends
        int act(Supervisor supervisor, Duration took) throws InterruptedException;
    }

    public Run(SuiteFolders folders, Plan plan, Screen screen) {
        this.folders = folders;
        this.plan = plan;
        this.screen = screen;
    }

    /// Blocks until it is over.
    ///
    /// @return the status with which this program ends
    public int run() throws InterruptedException {
        if (isSomebodyElses(folders.root())) {
            return refuse("The folder " + folders.root() + " holds other things than Belltower's data. Name an empty "
                    + "or a new one with --data.");
        }
        try {
            Files.createDirectories(folders.root());
            Secrets.ownFolder(folders.run());
        } catch (IOException failure) {
            return refuse("The folder " + folders.root() + " cannot be made: " + FileFailure.reason(failure)
                    + ". Name another one with --data.");
        }
        return switch (RunLock.take(
                folders.lock(),
                "belltower " + plan.title() + ", process "
                        + ProcessHandle.current().pid())) {
            case RunLock.Attempt.HeldBy(var holder) ->
                refuse("Another run has the folder " + folders.root() + ": " + holder + ". Stop it with Ctrl-C, or "
                        + "start a second suite with --data and --port-base.");
            case RunLock.Attempt.Impossible(var failure) ->
                refuse("The folder " + folders.root() + " cannot be written: " + FileFailure.reason(failure)
                        + ". Name another one with --data.");
            case RunLock.Attempt.Taken(var lock) -> {
                try (lock) {
                    yield alone();
                } catch (UncheckedIOException failure) {
                    yield refuse(FileFailure.sentence(failure) + ".");
                } catch (UnusableFileException unusable) {
                    yield refuse(unusable.reason() + ".");
                }
            }
        };
    }

    // A folder with a lock file is one that an earlier run has made.
    private boolean isSomebodyElses(Path root) {
        if (!Files.isDirectory(root) || Files.exists(folders.lock())) {
            return false;
        }
        try (Stream<Path> content = Files.list(root)) {
            return content.findAny().isPresent();
        } catch (IOException unreadable) {
            return true;
        }
    }

    private int refuse(String finding) {
        screen.refused(List.of(finding));
        return 1;
    }

    private int alone() throws InterruptedException {
        ProcessLedger ledger = new ProcessLedger(folders.ledger());
        screen.leftoversEnded(new Leftovers(ledger, GRACE).end());
        if (plan.fresh()) {
            Folders.delete(folders.data());
        }
        List<String> findings = plan.preflight().findings();
        if (!findings.isEmpty()) {
            screen.refused(findings);
            return 1;
        }
        screen.tell("Starting Belltower " + plan.title() + "; logs are in " + Screen.shown(folders.logs()) + "\n");
        Prepared prepared = plan.prepare().get();
        InstantSource clock = new MonotonicClock(InstantSource.system(), System::nanoTime);
        Supervisor supervisor = new Supervisor(
                prepared.processes(),
                ledger,
                new Supervisor.Settings(folders.logs(), RestartPolicy.STANDARD, GRACE, clock, screen::happened));
        try (supervisor) {
            // Whatever ends this program, this runs; after an ordinary end it finds nothing left to do.
            Thread running = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(supervisor, running), "end"));
            return supervise(supervisor, prepared.whenReady());
        } finally {
            over = true;
        }
    }

    private int supervise(Supervisor supervisor, WhenReady whenReady) throws InterruptedException {
        return switch (supervisor.start()) {
            case StartResult.Ready(var took) -> whenReady.act(supervisor, took);
            case StartResult.Failed failed -> {
                screen.failed(failed);
                yield 1;
            }
            case StartResult.Stopped() -> 1;
        };
    }

    private void end(Supervisor supervisor, Thread running) {
        if (!over) {
            screen.tell("\nStopping.");
            running.interrupt();
        }
        supervisor.close();
    }
}
