package org.belltower.dispatch.deferral.postgres;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;

/// Makes the tables as they must be, in the background, again and again until it has succeeded:
/// PostgreSQL may come later than the dispatcher, which sends without it. Several processes may try
/// at once.
///
/// Thread-safe.
public final class MadeTables implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MadeTables.class);

    private final Runnable migrations;
    private final Duration pause;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("deferral-tables").unstarted(this::run);
    private volatile boolean made;

    /// @param migrations runs those that are missing; repeatable
    public MadeTables(Runnable migrations, Duration pause) {
        this.migrations = migrations;
        this.pause = pause;
    }

    /// Does not block.
    public void start() {
        thread.start();
    }

    /// Whether they are.
    public boolean made() {
        return made;
    }

    private void run() {
        try {
            boolean told = false;
            while (!tried(told) && !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                told = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tried(boolean told) {
        try {
            migrations.run();
            made = true;
            LOG.info("event=deferral-tables-made");
        } catch (RuntimeException e) {
            // Once, not for as long as it is away.
            if (!told) {
                LOG.warnf("event=deferral-tables-not-made cause=%s", Failures.kinds(e));
            }
        }
        return made;
    }

    /// Tries no more. Does not wait for a try that is under way.
    @Override
    public void close() {
        stopping.countDown();
    }
}
