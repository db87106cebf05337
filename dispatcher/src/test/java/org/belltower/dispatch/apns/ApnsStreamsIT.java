package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.belltower.dispatch.flow.Verdict;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.simulator.fault.Greeting;
import org.belltower.simulator.fault.StreamLimit;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.Test;

/// As many are in flight as live connections carry, and whoever bounds it knows.
class ApnsStreamsIT extends GivenApple {
    private static final Duration LONG = Duration.ofMillis(600);

    @Test
    void one_goes_to_open_a_connection_and_then_as_many_as_its_settings_allow() {
        allow(7);
        awaitCarried(1);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        awaitCarried(7);
        assertThat(carried).containsExactly(1, 7);
    }

    @Test
    void settings_that_change_are_told_each_time() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        awaitCarried(1_000);
        allow(1);
        awaitCarried(1);
        allow(1_000);
        awaitCarried(1_000);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(connectionsOf(GOOD)).containsExactly(1L, 1L);
    }

    @Test
    void a_connection_that_allows_one_until_it_knows_us_is_no_reason_for_another() {
        faults().streams(StreamLimit.cautious(50));
        slow(LONG);
        Sending first = begin(SLOW);
        awaitReceived(1);
        assertThat(carried).doesNotContain(50);
        assertThat(first.outcome()).isEqualTo(ACCEPTED);
        awaitCarried(50);
        assertThat(simulator.openConnections(Provider.APNS)).isEqualTo(1);
    }

    @Test
    void another_connection_is_opened_when_all_streams_are_taken_and_no_more_than_three() {
        allow(2);
        slow(LONG);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        List<Sending> first = begin(2, SLOW);
        awaitCarried(4);
        List<Sending> second = begin(2, SLOW);
        assertThat(second).extracting(Sending::outcome).containsOnly(ACCEPTED);
        assertThat(first).extracting(Sending::outcome).containsOnly(ACCEPTED);
        List<Sending> third = begin(4, SLOW);
        awaitCarried(6);
        List<Sending> fourth = begin(2, SLOW);
        assertThat(send(SLOW)).isEqualTo(notProcessed("no-stream"));
        assertThat(third).extracting(Sending::outcome).containsOnly(ACCEPTED);
        assertThat(fourth).extracting(Sending::outcome).containsOnly(ACCEPTED);
        List<Sending> all = begin(6, SLOW);
        assertThat(all).extracting(Sending::outcome).containsOnly(ACCEPTED);
        assertThat(carried).doesNotContain(8);
        assertThat(simulator.openConnections(Provider.APNS)).isEqualTo(3);
    }

    @Test
    void pushes_go_by_the_first_connection_that_has_room() {
        allow(2);
        slow(LONG);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        List<Sending> both = begin(2, SLOW);
        awaitCarried(4);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(both).extracting(Sending::outcome).containsOnly(ACCEPTED);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(connectionsOf(GOOD)).containsExactly(1L, 2L, 1L);
    }

    @Test
    void P12_when_a_refused_token_costs_a_connection_its_streams_another_one_is_opened() {
        faults().streams(new StreamLimit(100, false, true));
        answer(DEAD, Reply.reject(410, "Unregistered"));
        assertThat(send(DEAD)).isInstanceOf(SendOutcome.TokenDead.class);
        awaitCarried(1);
        slow(LONG);
        Sending taking = begin(SLOW);
        awaitCarried(101);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(taking.outcome()).isEqualTo(ACCEPTED);
        awaitCarried(200);
    }

    @Test
    void P12_a_token_that_was_refused_goes_by_a_connection_of_its_own_from_then_on() {
        answer(DEAD, Reply.reject(410, "Unregistered"));
        assertThat(send(DEAD)).isInstanceOf(SendOutcome.TokenDead.class);
        faults().streams(new StreamLimit(100, false, true));
        awaitCarried(100);

        assertThat(send(DEAD)).isInstanceOf(SendOutcome.TokenDead.class);
        assertThat(send(DEAD)).isInstanceOf(SendOutcome.TokenDead.class);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(connectionsOf(DEAD)).containsExactly(1L, 2L, 2L);
        assertThat(connectionsOf(GOOD)).containsExactly(1L);
        // What is on its way by the other connection does not take from what this one carries.
        assertThat(carried.subList(carried.indexOf(100), carried.size())).containsOnly(100, 101);
    }

    @Test
    void a_token_that_was_taken_again_is_suspect_no_more() {
        simulator
                .script()
                .add(Rule.when(Match.token(DEAD.value()))
                        .reply(Reply.reject(400, "BadDeviceToken"))
                        .times(1));
        assertThat(send(DEAD)).isEqualTo(new SendOutcome.TokenRejected());
        assertThat(send(DEAD)).isEqualTo(ACCEPTED);
        assertThat(send(DEAD)).isEqualTo(ACCEPTED);
        assertThat(connectionsOf(DEAD)).containsExactly(1L, 2L, 1L);
    }

    @Test
    void suspect_tokens_beyond_what_their_connection_carries_wait_elsewhere_and_hold_nobody_up() {
        allow(1);
        answer(DEAD, Reply.reject(400, "BadDeviceToken"));
        assertThat(send(DEAD)).isEqualTo(new SendOutcome.TokenRejected());
        assertThat(send(DEAD)).isEqualTo(new SendOutcome.TokenRejected());
        simulator.script().latency(LONG);
        Sending one = begin(DEAD);
        assertThat(send(DEAD))
                .isEqualTo(new SendOutcome.Retry("suspects-busy", Duration.ZERO, SendOutcome.Whom.UNSENT));
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(one.outcome()).isEqualTo(new SendOutcome.TokenRejected());
    }

    @Test
    void suspect_tokens_whose_connection_cannot_be_made_hold_nobody_else_up() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        answer(DEAD, Reply.reject(400, "BadDeviceToken"));
        assertThat(send(DEAD)).isEqualTo(new SendOutcome.TokenRejected());
        faults().greet(Greeting.NO_SETTINGS, 1);
        Sending suspect = begin(DEAD);
        await().atMost(Duration.ofSeconds(8)).until(suspect::isAnswered);
        assertThat(suspect.outcome()).matches(ApnsStreamsIT::isUnsent);
        assertThat(suspect.outcome().verdict()).isEqualTo(new Verdict.Nothing());
        assertThat(send(DEAD)).matches(ApnsStreamsIT::isUnsent);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        later.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(send(DEAD)).isEqualTo(new SendOutcome.TokenRejected());
    }

    private static boolean isUnsent(SendOutcome outcome) {
        return outcome instanceof SendOutcome.Retry(String code, Duration after, SendOutcome.Whom whom)
                && code.equals("connection")
                && after.compareTo(Duration.ofSeconds(1)) <= 0
                && whom == SendOutcome.Whom.UNSENT;
    }

    @Test
    void a_stream_that_was_refused_was_not_processed_and_is_not_sent_again_behind_our_back() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        answer(DEAD, Reply.refuse());
        assertThat(send(DEAD)).isEqualTo(notProcessed("refused"));
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(simulator.received().counts(Provider.APNS).unprocessed()).isEqualTo(1);
    }

    @Test
    void the_stream_of_what_was_given_up_is_free_again() {
        allow(1);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        answer(DEAD, Reply.stall());
        Sending stalled = new Sending();
        PushSender.Attempt attempt = sender.send(shown(), DEAD, LastLook.ALWAYS, stalled::answered);
        awaitReceived(2);
        attempt.abandon();
        assertThat(stalled.outcome()).isEqualTo(new SendOutcome.Unknown("connection"));
        await().untilAsserted(() -> assertThat(send(GOOD)).isEqualTo(ACCEPTED));
    }
}
