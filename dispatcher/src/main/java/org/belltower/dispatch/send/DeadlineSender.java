package org.belltower.dispatch.send;

import java.util.concurrent.atomic.AtomicBoolean;
import org.belltower.model.push.DeviceToken;
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
    public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
        Sending sending = new Sending(deadlines, answer);
        deadlines.enter(sending);
        try {
            sending.began(sender.send(notification, token, look, sending));
        } catch (RuntimeException e) {
            LOG.errorf("event=sender-failed push=%s cause=%s", notification.id(), Failures.kinds(e));
            sending.answered(new SendOutcome.Unknown("failure"));
        }
        return sending;
    }

    /// One attempt: answered once, by the sender or by the deadline.
    private static final class Sending extends Deadlines.Timed implements Answer, Attempt {
        private final Deadlines deadlines;
        private final Answer answer;
        private final AtomicBoolean isAnswered = new AtomicBoolean();
        private volatile @Nullable Attempt attempt;
        private volatile boolean isLate;

        private Sending(Deadlines deadlines, Answer answer) {
            this.deadlines = deadlines;
            this.answer = answer;
        }

        private void began(Attempt begun) {
            attempt = begun;
            if (isLate) {
                begun.abandon();
            }
        }

        @Override
        public void answered(SendOutcome outcome) {
            if (isAnswered.compareAndSet(false, true)) {
                deadlines.leave(this);
                answer.answered(outcome);
            }
        }

        @Override
        void late() {
            if (isAnswered.compareAndSet(false, true)) {
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
