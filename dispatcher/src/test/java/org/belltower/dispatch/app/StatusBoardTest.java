package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

class StatusBoardTest {
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

    private static final Traffic.Failure FAILURE = new Traffic.Failure(Pushes.NOON, "deadline");

    private final AtomicReference<Instant> now = new AtomicReference<>(Pushes.NOON);
    private final StatusBoard board = new StatusBoard(now::get);

    private static Handed handed(long offset) {
        return new Handed(
                new Work(1, 0, offset),
                new AssignmentGate(),
                new LaneRecord() {
                    @Override
                    public LaneOffset place() {
                        return new LaneOffset("lane", 0, offset);
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
    }

    @Test
    void a_push_is_in_flight_then_waits_then_is_in_flight_again_and_then_nowhere() {
        Handed push = handed(1);
        board.taken(push);
        board.sending(push, ROUTE);
        assertThat(board.traffic(ROUTE)).isEqualTo(new Traffic(1, 0, 0, null, null));
        SendOutcome.Unknown unknown = new SendOutcome.Unknown("deadline");
        board.answered(push, ROUTE, unknown);
        board.failed(push, Pushes.push(), ROUTE, unknown);
        assertThat(board.traffic(ROUTE)).isEqualTo(new Traffic(0, 0, 1, null, FAILURE));
        board.resumed(push, ROUTE);
        board.sending(push, ROUTE);
        assertThat(board.traffic(ROUTE)).isEqualTo(new Traffic(1, 0, 0, null, FAILURE));
        board.answered(push, ROUTE, new SendOutcome.Accepted());
        board.left(push);
        assertThat(board.traffic(ROUTE)).isEqualTo(new Traffic(0, 1, 0, Pushes.NOON, FAILURE));
        assertThat(board.inHand()).isZero();
    }

    @Test
    void a_push_that_is_given_away_while_it_waits_is_counted_no_more() {
        Handed push = handed(1);
        board.taken(push);
        board.sending(push, ROUTE);
        SendOutcome.Unknown unknown = new SendOutcome.Unknown("deadline");
        board.answered(push, ROUTE, unknown);
        board.failed(push, Pushes.push(), ROUTE, unknown);
        board.resumed(push, ROUTE);
        board.left(push);
        assertThat(board.traffic(ROUTE)).isEqualTo(new Traffic(0, 0, 0, null, FAILURE));
    }

    @Test
    void B11_the_last_failure_is_told_with_its_time_and_stays_when_later_pushes_are_accepted() {
        Handed push = handed(1);
        board.taken(push);
        assertThat(board.traffic(ROUTE).lastFailure()).isNull();
        board.failed(
                push,
                Pushes.push(),
                ROUTE,
                new SendOutcome.Retry("TooManyRequests", Duration.ofMinutes(1), SendOutcome.Whom.DEVICE));
        now.set(Pushes.NOON.plusSeconds(5));
        board.failed(push, Pushes.push(), ROUTE, new SendOutcome.CredentialsRejected("InvalidProviderToken"));
        now.set(Pushes.NOON.plusSeconds(9));
        board.answered(push, ROUTE, new SendOutcome.Accepted());
        assertThat(board.traffic(ROUTE))
                .returns(new Traffic.Failure(Pushes.NOON.plusSeconds(5), "InvalidProviderToken"), Traffic::lastFailure)
                .returns(Pushes.NOON.plusSeconds(9), Traffic::lastAccepted);
    }

    @Test
    void a_failure_counts_for_its_own_credential_alone() {
        Handed push = handed(1);
        board.taken(push);
        board.failed(push, Pushes.push(), ROUTE, new SendOutcome.Unknown("deadline"));
        Credential other = new Credential(Provider.FCM, "another");
        assertThat(board.traffic(Pushes.FAMILY, other)).isEqualTo(Traffic.NONE);
    }
}
