package org.belltower.local.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.belltower.local.process.FileFailure;
import org.belltower.local.process.ProcessLauncher;
import org.belltower.local.process.ProcessLog;
import org.belltower.local.process.ProcessSpec;
import org.belltower.local.process.ReadinessProbe;
import org.belltower.local.process.ledger.ProcessLedger;
import org.belltower.local.process.ledger.Signals;
import org.jspecify.annotations.Nullable;

/// One process and its restarts. [#start] once, then [#keep] by one thread until [#stop]; `stop`, `kill` and
/// `awaitReady` may come from any thread.
///
/// `lock` guards `phase`, `process`, `stopping`, `settled` and `usable`: a process is launched and registered under
/// it, so a stop never misses one that is just being launched.
final class SupervisedProcess {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int TAIL = 20;

    private final ProcessSpec spec;
    private final int wave;
    private final ProcessLog log;
    private final Surroundings surroundings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Phase phase;
    private @Nullable Process process;
    private boolean stopping;
    private boolean settled;
    private boolean usable;

    /// What all processes of a supervisor share.
    record Surroundings(
            ProcessLauncher launcher,
            ProcessLedger ledger,
            ReadinessProbe probe,
            RestartPolicy policy,
            InstantSource clock,
            Consumer<SupervisionEvent> listener) {}

    SupervisedProcess(ProcessSpec spec, int wave, ProcessLog log, Surroundings surroundings) {
        this.spec = spec;
        this.wave = wave;
        this.log = log;
        this.surroundings = surroundings;
        this.phase = new Phase.Waiting(surroundings.clock().instant(), 0);
    }

    ProcessSpec spec() {
        return spec;
    }

    int wave() {
        return wave;
    }

    /// Launches it and blocks until it is ready, has died, took too long, or was told to stop; tells the time since the
    /// start of all began. No restarts here: what does not start the first time is a mistake to be told.
    StartResult start(Instant began) throws InterruptedException {
        try {
            log.keepPrevious();
        } catch (UncheckedIOException failure) {
            return failed("has a log that cannot be written: " + FileFailure.reason(failure));
        }
        surroundings.listener().accept(new SupervisionEvent.Starting(spec.name()));
        StartResult result = startOnce(new Phase.Waiting(now(), 0));
        if (result instanceof StartResult.Ready) {
            surroundings.listener().accept(new SupervisionEvent.Ready(spec.name(), Duration.between(began, now())));
        }
        return result;
    }

    /// Lets those go on that wait for this one's first start.
    ///
    /// @param usable whether it went well
    void settle(boolean usable) {
        lock.lock();
        try {
            this.usable = usable;
            settled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Blocks until [#settle].
    boolean awaitSettled() throws InterruptedException {
        lock.lock();
        try {
            while (!settled) {
                changed.await();
            }
            return usable;
        } finally {
            lock.unlock();
        }
    }

    /// Restarts it whenever it dies. Blocks until it is told to stop.
    void keep() throws InterruptedException {
        while (true) {
            Process running = current();
            int status = running.waitFor();
            if (!restartUntilReady(died(ended(status)))) {
                return;
            }
        }
    }

    /// @return false when told to stop
    private boolean restartUntilReady(Phase.Waiting first) throws InterruptedException {
        Phase.Waiting waiting = first;
        while (awaitTurn(waiting.until())) {
            switch (startOnce(waiting)) {
                case StartResult.Ready(Duration took) -> {
                    surroundings.listener().accept(new SupervisionEvent.Back(spec.name(), took));
                    return true;
                }
                case StartResult.Failed failed -> {
                    current().destroyForcibly().waitFor();
                    waiting = died(failed.reason());
                }
                case StartResult.Stopped() -> {
                    return false;
                }
            }
        }
        return false;
    }

    private StartResult startOnce(Phase.Waiting waiting) throws InterruptedException {
        long offset = log.length();
        Instant began = now();
        Process launched;
        lock.lock();
        try {
            if (stopping) {
                return new StartResult.Stopped();
            }
            phase = waiting.launched(began);
            launched = surroundings.launcher().launch(spec, wave, log);
            process = launched;
        } catch (IOException | UncheckedIOException failure) {
            return failed("could not be launched: " + FileFailure.reason(failure));
        } finally {
            lock.unlock();
        }
        return awaitReady(launched, offset, began);
    }

    private StartResult awaitReady(Process launched, long offset, Instant began) throws InterruptedException {
        Instant deadline = began.plus(spec.readyWithin());
        while (!launched.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            if (surroundings.probe().isReady(spec.readiness(), log, offset)) {
                return becameReady(began);
            }
            if (now().isAfter(deadline)) {
                return failed("was not ready within " + spec.readyWithin().toSeconds() + " s");
            }
        }
        return isStopping() ? new StartResult.Stopped() : failed(ended(launched.exitValue()));
    }

    private StartResult becameReady(Instant began) {
        lock.lock();
        try {
            if (phase instanceof Phase.Starting starting) {
                phase = starting.ready(now());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return new StartResult.Ready(Duration.between(began, now()));
    }

    private Phase.Waiting died(String how) {
        lock.lock();
        try {
            Phase.Waiting next = switch (phase) {
                case Phase.Waiting waiting -> waiting;
                case Phase.Starting starting -> starting.died(now(), surroundings.policy());
                case Phase.Ready ready -> ready.died(now(), surroundings.policy());
            };
            phase = next;
            if (!stopping) {
                Duration pause = Duration.between(now(), next.until());
                surroundings.listener().accept(new SupervisionEvent.Died(spec.name(), how, pause, log.file()));
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// @return false when told to stop
    private boolean awaitTurn(Instant until) throws InterruptedException {
        lock.lock();
        try {
            long left = Duration.between(now(), until).toNanos();
            while (!stopping && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    /// Blocks until it is ready.
    ///
    /// @return false if it is not within that time
    boolean awaitReady(Duration within) throws InterruptedException {
        lock.lock();
        try {
            long left = within.toNanos();
            while (!isReady() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return isReady();
        } finally {
            lock.unlock();
        }
    }

    // The phase is still Ready for a moment after the process has ended.
    private boolean isReady() {
        return phase instanceof Phase.Ready && process != null && process.isAlive();
    }

    /// SIGKILL. It is restarted. Returns when it has ended.
    void kill() throws InterruptedException {
        Process victim = current();
        victim.destroyForcibly().waitFor();
    }

    /// Ends it for good. May be repeated; does nothing if it was never launched.
    void stop(Duration grace) throws InterruptedException {
        Process running;
        lock.lock();
        try {
            stopping = true;
            running = process;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (running != null
                && running.isAlive()
                && !Signals.end(running.toHandle(), spec.ending().signal(), grace)) {
            surroundings.listener().accept(new SupervisionEvent.Killed(spec.name()));
        }
        surroundings.ledger().remove(spec.name());
    }

    private Process current() {
        lock.lock();
        try {
            if (process == null) {
                throw new IllegalStateException(spec.name() + " was never launched");
            }
            return process;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    StartResult.Failed failed(String reason) {
        return new StartResult.Failed(spec.name(), reason, log.file(), log.tail(TAIL));
    }

    private static String ended(int status) {
        // A JVM or shell ended by signal n reports 128 + n.
        return status > 128 ? "was ended by signal " + (status - 128) : "ended with status " + status;
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
