package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushId;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dispatcher has pushes with a slow provider when it is no member of its group any more. The answers come when its
/// partitions are nobody's, or another's: a push has one outcome in any case (I-55).
class LostMembershipIT {
    /// Longer than it takes to hear that one is no member any more, and to join again.
    private static final Duration SLOW = Duration.ofSeconds(4);

    /// Longer than it is sure, without a proof, that the partitions are still one's own.
    private static final Duration SLOWER = Duration.ofSeconds(8);

    @Test
    void who_gets_its_partitions_back_ends_what_was_out_by_the_answers_and_sends_nothing_again(@TempDir Path folder) {
        try (ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
                Suite suite = new Suite(SharedKafka.bootstrapServers())) {
            simulator.script().latency(SLOW);
            Dispatcher _ = suite.dispatcher(TestConfig.keys(simulator));
            List<Push> pushes = send(suite, suite.phones(20), "out");
            await().until(() -> simulator.received().total() == pushes.size());
            suite.group().removeAll();
            suite.awaitOutcomes(pushes);
            simulator.script().latency(Duration.ZERO);
            List<Push> later = send(suite, suite.phones(20), "later");
            suite.awaitOutcomes(later);

            assertOneOutcomeEach(suite, pushes);
            assertThat(simulator.received().all())
                    .extracting(ReceivedPush::pushId)
                    .containsExactlyInAnyOrderElementsOf(Stream.of(pushes, later)
                            .flatMap(List::stream)
                            .map(push -> push.id().toString())
                            .toList());
        }
    }

    @Test
    void of_who_loses_them_to_another_no_answer_is_written_down(@TempDir Path folder) {
        try (ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
                Suite suite = new Suite(SharedKafka.bootstrapServers())) {
            simulator.script().latency(SLOWER);
            Map<String, String> keys = TestConfig.keys(simulator);
            Dispatcher _ = suite.dispatcher(keys);
            List<Push> pushes = send(suite, suite.phones(60), "out");
            await().until(() -> simulator.received().total() == pushes.size());
            // The first begins to hand over half of its partitions and waits for the answers; without the removal the
            // other would wait for it.
            Dispatcher _ = suite.dispatcher(keys);
            suite.group().awaitMembers(2);
            suite.group().removeAll();
            suite.awaitOutcomes(pushes);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(suite.lag()).isZero());
            suite.group().awaitSharers(2);
            suite.awaitEndOfOutcomes();

            assertThat(simulator.received().total())
                    .as("the other sent what the first had out")
                    .isGreaterThan(pushes.size());
            assertOneOutcomeEach(suite, pushes);
        }
    }

    private static List<Push> send(Suite suite, List<Suite.Phone> phones, String event) {
        List<Push> pushes = phones.stream().map(phone -> phone.push(event)).toList();
        suite.sendInTransaction("lost-membership", pushes);
        return pushes;
    }

    private static void assertOneOutcomeEach(Suite suite, List<Push> pushes) {
        List<PushId> ids = pushes.stream().map(Push::id).toList();
        assertThat(suite.outcomes())
                .extracting(Outcome::push)
                .filteredOn(ids::contains)
                .containsExactlyInAnyOrderElementsOf(ids);
    }
}
