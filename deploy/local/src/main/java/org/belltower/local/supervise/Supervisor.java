package org.belltower.local.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.belltower.local.process.ProcessLauncher;
import org.belltower.local.process.ProcessLog;
import org.belltower.local.process.ProcessSpec;
import org.belltower.local.process.ReadinessProbe;
import org.belltower.local.process.ledger.ProcessLedger;
import org.belltower.local.process.ledger.Together;

/// A set of processes that depend on one another: started as soon as what they need is ready, restarted when they
/// die, ended in the opposite order.
///
/// [#start] once, by one thread; the other methods from any thread. [#close] ends everything, also in the middle of
/// a start; it may be repeated.
public final class Supervisor implements AutoCloseable {
    private final Map<String, SupervisedProcess> processes = new LinkedHashMap<>();
    private final Settings settings;

    /// How the processes are kept.
    ///
    /// @param logs the folder of the log files, `<name>.log`
    /// @param grace how long a process may take to end before it is killed
    /// @param clock should not jump when the wall clock is set
    public record Settings(
            Path logs,
            RestartPolicy policy,
            Duration grace,
            InstantSource clock,
            Consumer<SupervisionEvent> listener) {}

    /// Starts nothing yet.
    ///
    /// @param specs in any order; what they depend on is among them
    public Supervisor(List<ProcessSpec> specs, ProcessLedger ledger, Settings settings) {
        this.settings = settings;
        var surroundings = new SupervisedProcess.Surroundings(
                new ProcessLauncher(ledger),
                ledger,
                new ReadinessProbe(),
                settings.policy(),
                settings.clock(),
                settings.listener());
        StartOrder.of(specs).forEach((spec, wave) -> {
            ProcessLog log = new ProcessLog(settings.logs().resolve(spec.name() + ".log"));
            processes.put(spec.name(), new SupervisedProcess(spec, wave, log, surroundings));
        });
    }

    /// Blocks until all are ready, or the first one fails. After a failure the others still run: call [#close].
    public StartResult start() throws InterruptedException {
        Instant began = settings.clock().instant();
        BlockingQueue<StartResult> results = new LinkedBlockingQueue<>();
        for (SupervisedProcess process : processes.values()) {
            Thread.ofVirtual().name("keep-" + process.spec().name()).start(() -> {
                StartResult result = startInTurn(process, began);
                // First the result, so that a failure is told before the processes that it keeps from starting.
                results.add(result);
                process.settle(result instanceof StartResult.Ready);
                keep(process, result);
            });
        }
        for (int i = 0; i < processes.size(); i++) {
            StartResult result = results.take();
            if (!(result instanceof StartResult.Ready)) {
                return result;
            }
        }
        return new StartResult.Ready(Duration.between(began, settings.clock().instant()));
    }

    private StartResult startInTurn(SupervisedProcess process, Instant began) {
        try {
            for (String needed : process.spec().after()) {
                if (!process(needed).awaitSettled()) {
                    return new StartResult.Stopped();
                }
            }
            return process.start(began);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new StartResult.Stopped();
        } catch (RuntimeException defect) {
            // Whoever waits for all results must get one of each.
            return process.failed("could not be started: " + defect.getMessage());
        }
    }

    private static void keep(SupervisedProcess process, StartResult result) {
        if (result instanceof StartResult.Ready) {
            try {
                process.keep();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// SIGKILL to one of them; it is then restarted. Returns when it has ended, not when it is back.
    public void kill(String name) throws InterruptedException {
        process(name).kill();
    }

    /// Blocks until that process is ready.
    ///
    /// @return false if it is not within that time
    public boolean awaitReady(String name, Duration within) throws InterruptedException {
        return process(name).awaitReady(within);
    }

    private SupervisedProcess process(String name) {
        SupervisedProcess process = processes.get(name);
        if (process == null) {
            throw new IllegalArgumentException("no process " + name);
        }
        return process;
    }

    /// Ends all, those that need others first. Blocks for at most twice the grace per level.
    @Override
    public void close() {
        TreeMap<Integer, List<SupervisedProcess>> waves = processes.values().stream()
                .collect(Collectors.groupingBy(
                        SupervisedProcess::wave, () -> new TreeMap<>(Comparator.reverseOrder()), Collectors.toList()));
        try {
            for (List<SupervisedProcess> wave : waves.values()) {
                Together.run(wave, process -> process.stop(settings.grace()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
