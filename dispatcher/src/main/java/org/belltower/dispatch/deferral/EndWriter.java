package org.belltower.dispatch.deferral;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.service.failure.Failures;
import org.belltower.service.failure.RetryPolicy;
import org.jboss.logging.Logger;

/// Writes down what became of claimed pushes, many in one transaction, again and again until the
/// table has taken it. Nobody waits for it: a push whose end is not written down is found by its
/// outcome. The line is as long as what was claimed at most, as nothing is claimed while the table
/// is away.
///
/// Thread-safe; [#run()] by one thread.
final class EndWriter implements Runnable {
    private static final Logger LOG = Logger.getLogger(EndWriter.class);
    private static final int PORTION = 500;

    private final Claims claims;
    private final InstantSource time;
    private final RetryPolicy retries;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<End> line = new ArrayDeque<>();
    private boolean closed;

    EndWriter(Claims claims, InstantSource time, RetryPolicy retries) {
        this.claims = claims;
        this.time = time;
        this.retries = retries;
    }

    void add(End end) {
        lock.lock();
        try {
            line.add(end);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Until it is closed and the line is empty, or the table is away then.
    @Override
    public void run() {
        int failures = 0;
        for (List<End> portion = next(); !portion.isEmpty(); portion = next()) {
            try {
                claims.end(portion, time.instant());
                forget(portion.size());
                failures = 0;
            } catch (RuntimeException e) {
                failures++;
                if (failures == 1) {
                    LOG.warnf("event=deferral-ends-not-written cause=%s", Failures.kinds(e));
                }
                if (!pause(failures)) {
                    return;
                }
            }
        }
    }

    /// Stays in line until it is written. Empty at the end.
    private List<End> next() {
        lock.lock();
        try {
            while (line.isEmpty() && !closed) {
                changed.await();
            }
            List<End> portion = new ArrayList<>(Math.min(PORTION, line.size()));
            line.stream().limit(PORTION).forEach(portion::add);
            return portion;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private void forget(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                End _ = line.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /// @return false if it is closed: then it is left to whoever claims these next
    private boolean pause(int failures) {
        lock.lock();
        try {
            long left = retries.delay(failures).toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// What stands in line is still written, once.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
