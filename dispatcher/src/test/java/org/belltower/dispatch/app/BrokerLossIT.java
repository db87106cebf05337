package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.model.push.Push;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kafka is killed while pushes are out, and comes back.
class BrokerLossIT {
    /// So many that some are left when Kafka goes, however slow the machine: 33 a second are sent.
    private static final int PUSHES = 300;

    @Test
    void what_is_out_when_kafka_goes_is_written_down_when_it_returns_and_nothing_is_lost(@TempDir Path folder) {
        try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"));
                ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder.resolve("simulator")));
                Suite suite = new Suite(kafka.bootstrapServers())) {
            simulator.script().latency(Duration.ofMillis(300));
            Map<String, String> keys = new HashMap<>(TestConfig.keys(simulator));
            keys.put("belltower.dispatch.in-flight", "10");
            // What is known of rights gets old while Kafka is away, and would park what is in hand within two
            // seconds: some machines need them for the first twenty. StaleBindingsIT is about that.
            keys.put("belltower.dispatch.longest-lag", "PT1M");
            suite.dispatcher(keys);
            List<Suite.Phone> phones = suite.phones(PUSHES);
            List<Push> pushes = new ArrayList<>();
            phones.forEach(phone -> pushes.add(suite.send(phone.push("before"))));
            suite.awaitOutcomes(pushes, 30);
            kafka.kill();
            long received = simulator.received().total();
            // What is in hand goes on to the providers.
            await().until(() -> simulator.received().total() >= received + 20);
            kafka.restart();
            phones.subList(0, 20).forEach(phone -> pushes.add(suite.send(phone.push("after"))));
            suite.awaitOutcomes(pushes);

            assertThat(simulator.received().all())
                    .extracting(ReceivedPush::pushId)
                    .containsExactlyInAnyOrderElementsOf(
                            pushes.stream().map(push -> push.id().toString()).toList());
        }
    }
}
