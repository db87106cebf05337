package org.belltower.dispatch.deferral;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Puts pushes into the table, those of many threads in one transaction (group commit).
///
/// **The idea.** Whoever puts stands in line and waits; one thread takes whoever stands there, up
/// to a portion, and commits them together. The longer a commit takes, the more the next one takes
/// along.
///
/// **Doubt.** A caller who was told "not now" keeps the push in hand and sends it. If a commit is
/// not answered, or answered after its caller has given up waiting, the row may be there
/// nevertheless, and would be sent as well. So such a push is noted, and taken back at once. While
/// that does not succeed nothing is put, so no more than one portion is ever in doubt. What somebody
/// relies on meanwhile, who took up the lane's partition, is not taken back any more: here nobody
/// has it in hand then.
///
/// **Overload.** No more stand in line than are written in good time; who finds it full waits
/// outside, for half of the patience. So if more come than the table takes, it takes as many as it
/// can, instead of being late for all of them.
///
/// Thread-safe; [#run()] by one thread.
final class PutWriter implements Runnable {
    private static final Logger LOG = Logger.getLogger(PutWriter.class);
    private static final int PORTION = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DeferralTable table;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Waiting> line = new ArrayDeque<>();
    private final Semaphore room = new Semaphore(2 * PORTION, true);
    private boolean closed;
    /// Owned by the thread that runs.
    private final List<DeferredPush> doubtful = new ArrayList<>();

    private boolean away;

    /// @param patience how long a caller waits for the commit
    PutWriter(DeferralTable table, Duration patience) {
        this.table = table;
        this.patience = patience;
    }

    /// Blocks until the push is committed, or was put before.
    ///
    /// @throws NotNowException if that takes too long: then it is as if it had not been put
    void put(DeferredPush push) throws InterruptedException {
        if (!room.tryAcquire(patience.toNanos() / 2, TimeUnit.NANOSECONDS)) {
            throw new NotNowException("too many pushes are to be deferred");
        }
        try {
            stand(new Waiting(push, lock.newCondition()));
        } finally {
            room.release();
        }
    }

    private void stand(Waiting waiting) throws InterruptedException {
        lock.lock();
        try {
            if (closed) {
                throw new NotNowException("the service ends");
            }
            line.add(waiting);
            arrived.signal();
            await(waiting);
        } finally {
            lock.unlock();
        }
    }

    private void await(Waiting waiting) throws InterruptedException {
        long left = patience.toNanos() / 2;
        try {
            while (waiting.answer == null && left > 0) {
                left = waiting.answered.awaitNanos(left);
            }
        } finally {
            waiting.given = true;
            if (waiting.answer == null) {
                boolean _ = line.remove(waiting);
            }
        }
        switch (waiting.answer) {
            case COMMITTED -> {}
            case FAILED -> throw new NotNowException("deferred pushes cannot be put");
            case null -> throw new NotNowException("deferred pushes were not put in good time");
        }
    }

    /// Until it is closed and the line is empty.
    @Override
    public void run() {
        for (List<Waiting> portion = next(); portion != null; portion = next()) {
            if (!settled()) {
                answer(portion, Answer.FAILED);
            } else if (!portion.isEmpty()) {
                write(portion);
                boolean _ = settled();
            }
        }
        boolean _ = settled();
    }

    private @Nullable List<Waiting> next() {
        lock.lock();
        try {
            long left = PAUSE.toNanos();
            while (line.isEmpty() && !closed && left > 0) {
                left = arrived.awaitNanos(left);
            }
            if (line.isEmpty() && closed) {
                return null;
            }
            List<Waiting> portion = new ArrayList<>(Math.min(PORTION, line.size()));
            while (!line.isEmpty() && portion.size() < PORTION) {
                portion.add(line.remove());
            }
            return portion;
        } catch (InterruptedException e) {
            closed = true;
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// Takes back what may have been put though its caller was told otherwise.
    private boolean settled() {
        boolean settled = doubtful.isEmpty() || takenBack(doubtful);
        if (settled) {
            doubtful.clear();
        }
        return settled;
    }

    /// @return false if the table does not answer
    private boolean takenBack(List<DeferredPush> pushes) {
        try {
            table.withdraw(List.copyOf(pushes));
            return true;
        } catch (NotNowException e) {
            tell(e);
            return false;
        } catch (RuntimeException e) {
            tell(e);
            // One that the table does not take is not there.
            return pushes.size() == 1 || pushes.stream().allMatch(push -> takenBack(List.of(push)));
        }
    }

    private void write(List<Waiting> portion) {
        try {
            table.put(portion.stream().map(waiting -> waiting.push).toList());
            away = false;
            answer(portion, Answer.COMMITTED);
        } catch (NotNowException e) {
            tell(e);
            doubt(portion);
        } catch (RuntimeException e) {
            tell(e);
            if (portion.size() == 1) {
                answer(portion, Answer.FAILED);
            } else {
                // One that the table does not take must not keep out those beside it.
                portion.forEach(waiting -> write(List.of(waiting)));
            }
        }
    }

    private void doubt(List<Waiting> portion) {
        portion.forEach(waiting -> doubtful.add(waiting.push));
        answer(portion, Answer.FAILED);
    }

    private void answer(List<Waiting> portion, Answer answer) {
        lock.lock();
        try {
            for (Waiting waiting : portion) {
                waiting.answer = answer;
                waiting.answered.signal();
                if (waiting.given && answer == Answer.COMMITTED) {
                    doubtful.add(waiting.push);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Once, not for as long as it is away.
    private void tell(RuntimeException failure) {
        if (!away) {
            LOG.warnf("event=deferral-not-put cause=%s", Failures.kinds(failure));
        }
        away = true;
    }

    /// No more is taken; what stands in line is still put.
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private enum Answer {
        COMMITTED,
        FAILED
    }

    /// One in line; guarded by the lock but for the push. Each is woken by itself: there may be
    /// thousands.
    private static final class Waiting {
        private final DeferredPush push;
        private final Condition answered;
        private @Nullable Answer answer;
        private boolean given;

        private Waiting(DeferredPush push, Condition answered) {
            this.push = push;
            this.answered = answered;
        }
    }
}
