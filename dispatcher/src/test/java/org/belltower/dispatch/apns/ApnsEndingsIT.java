package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.simulator.fault.Flow;
import org.belltower.simulator.fault.GoAway;
import org.belltower.simulator.fault.Greeting;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connections that end or do not begin: what is certain is told as such (I-27), and Apple is asked
/// again by and by.
class ApnsEndingsIT extends GivenApple {
    private static final Duration LONG = Duration.ofMillis(700);
    private static final SendOutcome LOST = new SendOutcome.Unknown("connection");

    @Test
    void R6_upon_goaway_what_was_processed_is_answered_and_what_was_left_out_goes_again_at_once() {
        slow(LONG);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        List<Sending> processed = begin(200, SLOW);
        awaitReceived(201);
        faults().goAway(GoAway.leavingOut(20));
        List<Sending> leftOut = begin(20, GOOD);

        assertThat(leftOut).extracting(Sending::outcome).containsOnly(notProcessed("goaway"));
        assertThat(processed).noneMatch(Sending::isAnswered);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(processed).extracting(Sending::outcome).containsOnly(ACCEPTED);
        assertThat(connectionsOf(GOOD)).containsExactly(1L, 2L);
        assertThat(simulator.received().total()).isEqualTo(202);
        await().until(() -> simulator.openConnections(Provider.APNS) == 1);
    }

    @Test
    void upon_goaway_what_is_owed_still_counts_until_it_is_answered() {
        allow(20);
        slow(LONG);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        List<Sending> owed = begin(3, SLOW);
        awaitReceived(4);
        faults().goAway(GoAway.graceful());
        awaitCarried(4);
        assertThat(owed).extracting(Sending::outcome).containsOnly(ACCEPTED);
        awaitCarried(1);
    }

    @Test
    void what_was_processed_and_is_not_answered_before_the_connection_ends_is_unknown() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        answer(DEAD, Reply.stall());
        Sending stalled = begin(DEAD);
        awaitReceived(2);
        faults().goAway(GoAway.graceful());
        assertThat(stalled.outcome()).isEqualTo(LOST);
    }

    @ParameterizedTest
    @CsvSource({"503, Shutdown", "400, IdleTimeout"})
    void after_apples_word_that_it_closes_a_connection_the_push_goes_by_another(int status, String reason) {
        simulator
                .script()
                .add(Rule.when(Match.token(DEAD.value()))
                        .reply(Reply.reject(status, reason))
                        .times(1));
        assertThat(send(DEAD)).isEqualTo(notProcessed(reason));
        assertThat(send(DEAD)).isEqualTo(ACCEPTED);
        assertThat(connectionsOf(DEAD)).containsExactly(1L, 2L);
    }

    @Test
    void what_was_in_flight_when_the_connection_was_cut_is_unknown() {
        answer(DEAD, Reply.disconnect());
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(send(DEAD)).isEqualTo(LOST);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(connectionsOf(GOOD)).containsExactly(1L, 2L);
    }

    @Test
    void while_no_connection_can_be_made_pushes_are_told_so_at_once_with_the_time_of_the_next_attempt() {
        simulator.refuseConnections(Provider.APNS);
        assertThat(send(GOOD)).matches(GivenApple::isNotConnected);
        SendOutcome next = send(GOOD);
        assertThat(next).matches(GivenApple::isNotConnected);
        assertThat(((SendOutcome.Retry) next).after()).isPositive().isLessThan(Duration.ofSeconds(1));

        simulator.acceptConnections(Provider.APNS);
        assertThat(send(GOOD)).matches(GivenApple::isNotConnected);
        later.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(simulator.received().total()).isEqualTo(1);
    }

    @Test
    void attempts_to_connect_come_rarer_up_to_a_minute_half_by_chance() {
        simulator.refuseConnections(Provider.APNS);
        Duration last = Duration.ZERO;
        for (int failures = 1; failures <= 9; failures++) {
            long full = Math.min(60, 1L << (failures - 1));
            last = ((SendOutcome.Retry) send(GOOD)).after();
            assertThat(last).isBetween(Duration.ofMillis(full * 500 - 250), Duration.ofSeconds(full));
            later.addAndGet(Duration.ofSeconds(61).toNanos());
        }
        assertThat(last).isGreaterThan(Duration.ofSeconds(29));
    }

    @Test
    void a_server_that_does_not_answer_the_handshake_has_not_processed_anything() {
        faults().greet(Greeting.NO_TLS, 1);
        Sending sending = begin(GOOD);
        await().atMost(Duration.ofSeconds(8)).until(sending::isAnswered);
        assertThat(sending.outcome()).matches(GivenApple::isNotConnected);
    }

    @Test
    void a_server_that_says_nothing_after_the_handshake_has_not_processed_anything() {
        faults().greet(Greeting.NO_SETTINGS, 1);
        Sending sending = begin(GOOD);
        await().atMost(Duration.ofSeconds(8)).until(sending::isAnswered);
        assertThat(sending.outcome()).matches(GivenApple::isNotConnected);
        later.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
    }

    @Test
    void R6_what_a_black_hole_took_and_was_given_up_does_not_come_out_of_it_twice() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        faults().flow(Flow.none());
        Sending swallowed = new Sending();
        PushSender.Attempt attempt = sender.send(shown(), DEAD, LastLook.ALWAYS, swallowed::answered);
        awaitWritten();
        attempt.abandon();
        assertThat(swallowed.outcome()).isEqualTo(LOST);
        faults().flow(Flow.free());
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(connectionsOf(GOOD)).containsExactly(1L, 2L);
    }

    /// A push after it is taken back without having been written.
    private void awaitWritten() {
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    }

    @Test
    void what_was_given_up_before_it_left_does_not_leave() {
        faults().greet(Greeting.NO_SETTINGS, 1);
        Sending waiting = new Sending();
        PushSender.Attempt attempt = sender.send(shown(), DEAD, LastLook.ALWAYS, waiting::answered);
        awaitWritten();
        attempt.abandon();
        assertThat(waiting.outcome()).isEqualTo(notProcessed("abandoned"));
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            later.addAndGet(Duration.ofSeconds(2).toNanos());
            return send(GOOD).equals(ACCEPTED);
        });
        assertThat(simulator.received().of(DEAD.value())).isEmpty();
    }
}
