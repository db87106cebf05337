package org.belltower.dispatch.send;

import java.util.concurrent.atomic.AtomicBoolean;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Resolves every send by a deadline, whatever the client library does: Pushy has none per request,
/// and a read timeout in a library's settings may do nothing. Past the deadline the attempt is
/// abandoned and the outcome is unknown.
///
/// Thread-safe.
public final class DeadlineSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(DeadlineSender.class);

    private final PushSender sender;
    private final Deadlines deadlines;

    public DeadlineSender(PushSender sender, Deadlines deadlines) {
        this.sender = sender;
        this.deadlines = deadlines;
    }

    @Override
    public Attempt send(Push push, DeviceToken token, LastLook look, Answer answer) {
        Timed timed = new Timed(deadlines, answer);
        deadlines.enter(timed);
        try {
            timed.began(sender.send(push, token, look, timed));
        } catch (RuntimeException e) {
            LOG.errorf("event=sender-failed push=%s cause=%s", push.id(), Failures.kinds(e));
            timed.answered(new SendOutcome.Unknown("failure"));
        }
        return timed;
    }

    /// One attempt: answered once, by the sender or by the deadline.
    private static final class Timed extends AtomicBoolean implements Answer, Attempt, Runnable {
        private static final long serialVersionUID = 1;

        private final transient Deadlines deadlines;
        private final transient Answer answer;
        private transient volatile @Nullable Attempt attempt;

        private Timed(Deadlines deadlines, Answer answer) {
            this.deadlines = deadlines;
            this.answer = answer;
        }

        private void began(Attempt begun) {
            attempt = begun;
            if (isLate) {
                begun.abandon();
            }
        }

        private transient volatile boolean isLate;

        @Override
        public void answered(SendOutcome outcome) {
            if (compareAndSet(false, true)) {
                deadlines.leave(this);
                answer.answered(outcome);
            }
        }

        /// The deadline is over.
        @Override
        public void run() {
            if (compareAndSet(false, true)) {
                abandon();
                answer.answered(new SendOutcome.Unknown("deadline"));
            }
        }

        @Override
        public void abandon() {
            isLate = true;
            Attempt begun = attempt;
            if (begun != null) {
                begun.abandon();
            }
        }
    }
}
