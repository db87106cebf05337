package org.belltower.dispatch.send;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;

/// Resolves every send by a deadline, whatever the client library does: Pushy has none per request, and a read
/// timeout in a library's settings may do nothing. Past the deadline the sender is interrupted and the outcome is
/// unknown.
///
/// Thread-safe.
public final class DeadlineSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(DeadlineSender.class);

    private final PushSender sender;
    private final Duration deadline;
    private final ExecutorService threads;

    /// @param threads gives each send a thread of its own
    public DeadlineSender(PushSender sender, Duration deadline, ExecutorService threads) {
        this.sender = sender;
        this.deadline = deadline;
        this.threads = threads;
    }

    @Override
    public SendOutcome send(Push push, DeviceToken token, LastLook look) throws InterruptedException {
        Future<SendOutcome> answer = threads.submit(() -> sender.send(push, token, look));
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new SendOutcome.Unknown("deadline");
        } catch (ExecutionException e) {
            LOG.errorf("event=sender-failed push=%s cause=%s", push.id(), Failures.kinds(e));
            return new SendOutcome.Unknown("failure");
        } finally {
            answer.cancel(true);
        }
    }
}
