package org.belltower.dispatch.credential;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.push.DeviceToken;
import org.jboss.logging.Logger;

/// A sender that another one will replace: what is on its way ends with it, then it is closed. What
/// comes after that did not leave and is told to come again: then it finds the other one.
///
/// Thread-safe.
final class RetiringSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(RetiringSender.class);
    private static final SendOutcome REPLACED =
            new SendOutcome.Retry("credentials-replaced", Duration.ZERO, SendOutcome.Whom.NOT_PROCESSED);

    private final OpenedSender sender;
    private final Executor closing;
    private final ReentrantLock lock = new ReentrantLock();
    private int inside;
    private boolean retired;

    /// @param closing closes it, on another thread
    RetiringSender(OpenedSender sender, Executor closing) {
        this.sender = sender;
        this.closing = closing;
    }

    @Override
    public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
        if (!enter()) {
            answer.answered(REPLACED);
            return Attempt.OVER;
        }
        return sender.send(notification, token, look, outcome -> {
            leave();
            answer.answered(outcome);
        });
    }

    private boolean enter() {
        lock.lock();
        try {
            if (!retired) {
                inside++;
            }
            return !retired;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inside--;
            closeIfDone();
        } finally {
            lock.unlock();
        }
    }

    /// Called once. Does not block.
    void retire() {
        lock.lock();
        try {
            retired = true;
            sender.retire();
            closeIfDone();
        } finally {
            lock.unlock();
        }
    }

    private void closeIfDone() {
        if (retired && inside == 0) {
            try {
                closing.execute(sender::close);
            } catch (RejectedExecutionException e) {
                LOG.debug("event=sender-not-closed cause=service-ends");
            }
        }
    }
}
