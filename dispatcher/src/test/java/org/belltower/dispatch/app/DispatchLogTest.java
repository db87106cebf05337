package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.Work;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.Lane;
import org.belltower.dispatch.send.Completions;
import org.belltower.dispatch.send.Deferment;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.LaneRecord;
import org.belltower.dispatch.send.PushAddress;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.Push;
import org.junit.jupiter.api.Test;

class DispatchLogTest {
    private static final Completions NOBODY = new Completions() {
        @Override
        public void completed(Work work, long outcomeOffset) {}

        @Override
        public void deferred(Work work) {}

        @Override
        public void left(Work work) {}

        @Override
        public void buried(Work work) {}
    };

    private static final Route ROUTE =
            new Route(Pushes.FAMILY, new Credential(Provider.FCM, "project"), (_, _, _, _) -> PushSender.Attempt.OVER);
    private static final Handed HANDED = new Handed(
            new Work(1, 0, 7),
            new AssignmentGate(),
            new LaneRecord() {
                @Override
                public LaneOffset place() {
                    return new LaneOffset("lane", 0, 7);
                }

                @Override
                public Lane lane() {
                    return Lane.ALERTS;
                }

                @Override
                public Push push() {
                    return Pushes.push();
                }

                @Override
                public Optional<PushAddress> address() {
                    return Optional.empty();
                }

                @Override
                public int failures() {
                    return 0;
                }

                @Override
                public boolean defer(Push push, Deferment deferment) {
                    return false;
                }

                @Override
                public void deadLetter(String reason) {}
            },
            NOBODY);

    private final DispatchLog log = new DispatchLog(new AtomicLong()::get);

    private List<String> unanswered(SendOutcome.Passing outcome, int times) {
        try (Logged logged = Logged.start()) {
            for (int send = 0; send < times; send++) {
                log.answered(HANDED, ROUTE, outcome);
                log.failed(HANDED, Pushes.push(), ROUTE, outcome);
            }
            return logged.lines().stream()
                    .filter(line -> line.contains("event=send-unanswered"))
                    .toList();
        }
    }

    @Test
    void each_send_without_an_answer_has_a_line_that_names_the_push_I27() {
        assertThat(unanswered(new SendOutcome.Unknown("deadline"), 2))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains(Pushes.push().id().toString(), "fcm")
                        .doesNotContain(Pushes.push().title(), Pushes.push().body()));
    }

    @Test
    void what_the_provider_answered_has_none() {
        assertThat(unanswered(new SendOutcome.Retry("Shutdown", Duration.ZERO, SendOutcome.Whom.NOT_PROCESSED), 1))
                .isEmpty();
        assertThat(unanswered(new SendOutcome.CredentialsRejected("InvalidProviderToken"), 1))
                .isEmpty();
    }
}
