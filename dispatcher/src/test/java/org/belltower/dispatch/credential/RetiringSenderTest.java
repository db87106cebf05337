package org.belltower.dispatch.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.push.DeviceToken;
import org.junit.jupiter.api.Test;

/// B11: what is on its way when a credential is replaced ends with the old one.
class RetiringSenderTest {
    private static final DeviceToken TOKEN = new DeviceToken("aa01");

    private final Held held = new Held();
    private final RetiringSender sender = new RetiringSender(held, Runnable::run);
    private final List<SendOutcome> answers = new ArrayList<>();

    /// Answers when it is told to.
    private static final class Held implements OpenedSender {
        private final List<Answer> asked = new ArrayList<>();
        private int closed;

        @Override
        public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
            asked.add(answer);
            return Attempt.OVER;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private void send() {
        PushSender.Attempt _ = sender.send(Pushes.shown(), TOKEN, LastLook.ALWAYS, answers::add);
    }

    @Test
    void it_is_closed_after_the_last_that_was_on_its_way_has_ended() {
        send();
        send();
        sender.retire();
        held.asked.getFirst().answered(new SendOutcome.Accepted());
        assertThat(held.closed).isZero();
        held.asked.getLast().answered(new SendOutcome.Accepted());
        assertThat(held.closed).isEqualTo(1);
        assertThat(answers).containsExactly(new SendOutcome.Accepted(), new SendOutcome.Accepted());
    }

    @Test
    void what_comes_after_that_did_not_leave_and_comes_again_at_once() {
        sender.retire();
        assertThat(held.closed).isEqualTo(1);
        send();
        assertThat(answers)
                .containsExactly(
                        new SendOutcome.Retry("credentials-replaced", Duration.ZERO, SendOutcome.Whom.NOT_PROCESSED));
        assertThat(held.asked).isEmpty();
    }
}
