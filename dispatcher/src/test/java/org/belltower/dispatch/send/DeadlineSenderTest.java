package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.dispatch.send.PushSender.Answer;
import org.belltower.dispatch.send.PushSender.Attempt;
import org.belltower.model.push.DeviceToken;
import org.junit.jupiter.api.Test;

class DeadlineSenderTest {
    private static final DeviceToken TOKEN = new DeviceToken("aa01");
    private static final SendOutcome UNKNOWN = new SendOutcome.Unknown("deadline");

    private final AtomicLong nanos = new AtomicLong();
    private final Deadlines deadlines = new Deadlines(Duration.ofSeconds(10), nanos::get);
    private final List<Answer> asked = new ArrayList<>();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final List<SendOutcome> answers = new ArrayList<>();
    private final PushSender silent = (_, _, _, answer) -> {
        asked.add(answer);
        return abandoned::incrementAndGet;
    };

    private Attempt send(PushSender sender) {
        return new DeadlineSender(sender, deadlines).send(Pushes.shown(), TOKEN, LastLook.ALWAYS, answers::add);
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        deadlines.tick();
    }

    @Test
    void an_answer_in_time_is_the_outcome_and_the_deadline_says_nothing_more() {
        Attempt _ = send(silent);
        pass(Duration.ofSeconds(9));
        asked.getFirst().answered(new SendOutcome.TokenRejected());
        pass(Duration.ofSeconds(9));
        assertThat(answers).containsExactly(new SendOutcome.TokenRejected());
        assertThat(abandoned).hasValue(0);
    }

    @Test
    void a_client_that_never_answers_is_resolved_as_unknown_by_the_deadline_and_abandoned() {
        Attempt _ = send(silent);
        pass(Duration.ofMillis(9_999));
        assertThat(answers).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(answers).containsExactly(UNKNOWN);
        assertThat(abandoned).hasValue(1);
    }

    @Test
    void an_answer_after_the_deadline_is_not_told() {
        Attempt _ = send(silent);
        pass(Duration.ofSeconds(10));
        asked.getFirst().answered(new SendOutcome.Accepted());
        assertThat(answers).containsExactly(UNKNOWN);
    }

    @Test
    void a_client_that_hands_over_after_the_deadline_is_abandoned_then() {
        Attempt _ = send((_, _, _, _) -> {
            pass(Duration.ofSeconds(10));
            return abandoned::incrementAndGet;
        });
        assertThat(answers).containsExactly(UNKNOWN);
        assertThat(abandoned).hasValue(1);
    }

    @Test
    void each_is_late_by_its_own_time() {
        Attempt _ = send(silent);
        pass(Duration.ofSeconds(6));
        Attempt _ = send(silent);
        pass(Duration.ofSeconds(6));
        assertThat(answers).containsExactly(UNKNOWN);
        pass(Duration.ofSeconds(6));
        assertThat(answers).containsExactly(UNKNOWN, UNKNOWN);
    }

    @Test
    void a_client_that_throws_is_unknown_and_its_text_goes_nowhere() {
        Attempt _ = send((_, _, _, _) -> {
            throw new IllegalStateException("token aa01");
        });
        assertThat(answers).containsExactly(new SendOutcome.Unknown("failure"));
    }
}
