package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushId;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL amid its work: what has an outcome is not sent again, what has none is.
class CrashIT {
    private static final int PUSHES = 300;

    @TempDir
    private Path folder;

    @Test
    void a_killed_dispatcher_is_followed_by_one_that_sends_only_what_has_no_outcome() {
        try (ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder.resolve("simulator")));
                Suite suite = new Suite(SharedKafka.bootstrapServers())) {
            simulator.script().latency(Duration.ofMillis(100));
            // Of all tests that share this Kafka; what ends a transaction has a place on the lane, too.
            long committedBefore = committedRecords(suite);
            long outcomesBefore = suite.outcomes().size();
            List<Push> pushes = suite.phones(PUSHES).stream()
                    .map(phone -> suite.send(phone.push("crash")))
                    .toList();
            killAmidWork(suite, simulator, pushes);

            Set<PushId> ended = withOutcome(suite, pushes);
            assertThat(ended).hasSizeBetween(60, PUSHES - 20);
            assertThat(committedRecords(suite) - committedBefore)
                    .as("what tells is the outcomes")
                    .isLessThan(suite.outcomes().size() - outcomesBefore);
            suite.dispatcher(TestConfig.keys(simulator));
            suite.awaitOutcomes(pushes);

            Map<String, Long> received = received(simulator);
            assertThat(pushes).allSatisfy(push -> {
                long times = received.getOrDefault(push.id().toString(), 0L);
                assertThat(times).isBetween(1L, ended.contains(push.id()) ? 1L : 2L);
            });
        }
    }

    private void killAmidWork(Suite suite, ProviderSimulator simulator, List<Push> pushes) {
        Map<String, String> keys = new HashMap<>(TestConfig.keys(simulator));
        keys.put("belltower.dispatch.in-flight", "5");
        keys.put("belltower.dispatch.commit-every", "PT0.7S");
        ChildJvm child = DispatcherToBeKilled.start(folder.resolve("child.log"), keys);
        try {
            suite.awaitOutcomes(pushes, 60);
        } finally {
            child.kill();
        }
    }

    private static Set<PushId> withOutcome(Suite suite, List<Push> pushes) {
        suite.awaitEndOfOutcomes();
        Set<PushId> ids = pushes.stream().map(Push::id).collect(Collectors.toSet());
        return suite.outcomes().stream()
                .map(Outcome::push)
                .filter(ids::contains)
                .collect(Collectors.toSet());
    }

    private static long committedRecords(Suite suite) {
        return suite.group().committed().values().stream()
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    private static Map<String, Long> received(ProviderSimulator simulator) {
        return simulator.received().all().stream()
                .map(ReceivedPush::pushId)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }
}
