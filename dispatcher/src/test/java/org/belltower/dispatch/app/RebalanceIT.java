package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.belltower.dispatch.flow.Credential;
import org.belltower.model.Provider;
import org.belltower.model.push.Push;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two dispatchers share the lane, one comes and one goes while pushes stream in.
class RebalanceIT {
    /// 600,000 a minute, of which a ramp begins with a quarter.
    private static final double QUOTA = 2_500;

    @Test
    void a_second_dispatcher_that_joins_and_a_first_that_leaves_lose_nothing_and_repeat_nothing(@TempDir Path folder) {
        try (ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
                Suite suite = new Suite(SharedKafka.bootstrapServers())) {
            simulator.script().latency(Duration.ofMillis(200));
            Map<String, String> keys = new HashMap<>(TestConfig.keys(simulator));
            keys.put("belltower.dispatch.in-flight", "8");
            List<Suite.Phone> phones = suite.phones(20);
            Dispatcher first = suite.dispatcher(keys);
            List<Push> pushes = new ArrayList<>(send(suite, phones, "alone"));
            Dispatcher second = suite.dispatcher(keys);
            suite.group().awaitSharers(2);
            awaitHalves(first, second);
            pushes.addAll(send(suite, phones, "together"));
            suite.awaitOutcomes(pushes, pushes.size() / 2 + 20);
            assertThat(suite.outcomes(pushes)).as("it leaves amid its work").isLessThan(pushes.size() - 50);
            first.close();
            suite.awaitOutcomes(pushes);

            await().untilAsserted(() -> assertThat(perSecond(second)).isCloseTo(QUOTA, offset(1.0)));
            assertThat(second.stage()).isEqualTo(Dispatcher.Stage.WORKING);
            assertThat(first.stage()).isEqualTo(Dispatcher.Stage.ENDED);
            assertThat(simulator.received().all())
                    .as(() ->
                            "what came again: " + cameAgain(simulator.received().all()))
                    .extracting(ReceivedPush::pushId)
                    .containsExactlyInAnyOrderElementsOf(
                            pushes.stream().map(push -> push.id().toString()).toList());
        }
    }

    /// What Firebase takes of a project is shared by how many partitions each has.
    private static void awaitHalves(Dispatcher first, Dispatcher second) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(perSecond(first)).isCloseTo(QUOTA / 2, offset(1.0));
            assertThat(perSecond(second)).isCloseTo(QUOTA / 2, offset(1.0));
        });
    }

    private static double perSecond(Dispatcher dispatcher) {
        return Objects.requireNonNull(dispatcher
                        .flow(new Credential(Provider.FCM, "any-project"))
                        .quota())
                .perSecond();
    }

    private static List<String> cameAgain(List<ReceivedPush> received) {
        return received.stream()
                .filter(one -> received.stream()
                                .filter(other -> Objects.equals(other.pushId(), one.pushId()))
                                .count()
                        > 1)
                .map(one -> one.arrivedAt() + " " + one)
                .toList();
    }

    private static List<Push> send(Suite suite, List<Suite.Phone> phones, String event) {
        List<Push> pushes = new ArrayList<>();
        for (int number = 0; number < 15; number++) {
            for (Suite.Phone phone : phones) {
                pushes.add(phone.push(event + number));
            }
        }
        suite.sendInTransaction("rebalance", pushes);
        return pushes;
    }
}
