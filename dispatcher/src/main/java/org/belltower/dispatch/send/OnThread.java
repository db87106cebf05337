package org.belltower.dispatch.send;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;

/// A sender over a client that blocks: each send has a thread of its own.
///
/// Thread-safe.
public final class OnThread implements PushSender {
    private static final Logger LOG = Logger.getLogger(OnThread.class);

    private final Blocking sender;
    private final ExecutorService threads;

    public OnThread(Blocking sender, ExecutorService threads) {
        this.sender = sender;
        this.threads = threads;
    }

    /// Sends, and blocks until there is an answer. An interrupt means that the answer is no longer
    /// wanted: what has not left by then must not leave later.
    @FunctionalInterface
    public interface Blocking {
        SendOutcome send(Push push, DeviceToken token, LastLook look) throws InterruptedException;
    }

    @Override
    public Attempt send(Push push, DeviceToken token, LastLook look, Answer answer) {
        try {
            Future<?> task = threads.submit(() -> answer.answered(outcome(push, token, look)));
            return () -> task.cancel(true);
        } catch (RejectedExecutionException e) {
            answer.answered(new SendOutcome.Unknown("service-ends"));
            return Attempt.OVER;
        }
    }

    private SendOutcome outcome(Push push, DeviceToken token, LastLook look) {
        try {
            return sender.send(push, token, look);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SendOutcome.Unknown("abandoned");
        } catch (RuntimeException e) {
            LOG.errorf("event=sender-failed push=%s cause=%s", push.id(), Failures.kinds(e));
            return new SendOutcome.Unknown("failure");
        }
    }
}
