package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushId;
import org.belltower.simulator.fault.GoAway;
import org.belltower.simulator.fault.StreamLimit;
import org.belltower.simulator.http2.ConnectionFaults;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The whole dispatcher over connections to Apple that carry little, or not for long.
class ConnectionsIT extends SimulatedProviders {
    private static final int MANY = 1_000;
    private static final Result ACCEPTED = new Result.Accepted(Provider.APNS);
    private static final Result REJECTED = new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED, 1L);

    @AfterEach
    final void heal() {
        faults().clear();
        simulator.script().clear();
        simulator.script().latency(Duration.ZERO);
        simulator.received().clear();
    }

    private ConnectionFaults faults() {
        return simulator.connections(org.belltower.simulator.received.Provider.APNS);
    }

    /// All at once.
    private List<Push> sendMany() {
        List<Push> pushes = IntStream.range(0, MANY)
                .mapToObj(number -> suite.phone(Provider.APNS).push("e-" + number))
                .toList();
        suite.sendInTransaction("evaluator", pushes);
        suite.awaitOutcomes(pushes);
        return pushes;
    }

    private List<Result> results(List<Push> pushes) {
        Set<PushId> ids = pushes.stream().map(Push::id).collect(Collectors.toSet());
        return suite.outcomes().stream()
                .filter(outcome -> ids.contains(outcome.push()))
                .map(Outcome::result)
                .toList();
    }

    private long unprocessed() {
        return simulator
                .received()
                .counts(org.belltower.simulator.received.Provider.APNS)
                .unprocessed();
    }

    @Test
    void no_more_are_in_flight_than_the_streams_of_live_connections_allow() {
        faults().streams(StreamLimit.of(2));
        simulator.script().latency(Duration.ofMillis(10));
        assertThat(results(sendMany())).hasSize(MANY).containsOnly(ACCEPTED);
        assertThat(unprocessed()).isZero();
    }

    @Test
    void R6_goaway_again_and_again_loses_nothing_and_sends_nothing_twice() {
        faults().streams(StreamLimit.of(50));
        simulator.script().latency(Duration.ofMillis(100));
        faults().goAwayEvery(Duration.ofMillis(500), GoAway.leavingOut(3));
        List<Push> pushes = sendMany();
        assertThat(results(pushes)).hasSize(MANY).containsOnly(ACCEPTED);
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::pushId)
                .containsExactlyInAnyOrderElementsOf(
                        pushes.stream().map(push -> push.id().toString()).toList());
    }

    @Test
    void P12_dead_tokens_that_cost_streams_lose_nothing_else() {
        faults().streams(StreamLimit.cautious(100));
        simulator.script().latency(Duration.ofMillis(5));
        simulator
                .script()
                .add(Rule.when(Match.any())
                        .reply(Reply.reject(400, "BadDeviceToken"))
                        .shareOfTokens(0.05));
        assertThat(results(sendMany()))
                .hasSize(MANY)
                .contains(ACCEPTED, REJECTED)
                .containsOnly(ACCEPTED, REJECTED);
    }
}
