package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.Provider;
import org.belltower.model.wire.Topics;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A dispatcher that has lost what it needs to send ends its process, once.
@SuppressWarnings("NullAway.Init") // Set before each test.
class LostPartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger exits = new AtomicInteger();
    private EmbeddedKafka kafka;
    private ProviderSimulator simulator;
    private Suite suite;
    private Dispatcher dispatcher;

    @BeforeEach
    void start(@TempDir Path folder) {
        kafka = EmbeddedKafka.temporary();
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        suite = new Suite(kafka.bootstrapServers());
        dispatcher = suite.dispatcher(TestConfig.keys(simulator), new DispatchListener() {}, exits::incrementAndGet);
    }

    @AfterEach
    void stop() {
        suite.close();
        simulator.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatch-alerts", "dispatch-bulk", "dispatch-outcomes", "dispatch-copies"})
    void a_thread_that_reads_or_writes_and_ends_unasked_ends_the_process(String thread) {
        assertThat(dispatcher.isAlive()).isTrue();
        Thread.getAllStackTraces().keySet().stream()
                .filter(running -> running.getName().equals(thread))
                .forEach(Thread::interrupt);
        await().atMost(PATIENCE).until(() -> exits.get() > 0);
        assertThat(dispatcher.isAlive()).isFalse();
        dispatcher.close();
        assertThat(exits).hasValue(1);
    }

    @Test
    void outcomes_that_kafka_refuses_for_good_end_the_process_and_nothing_is_sent_again_and_again() {
        suite.limitRecords(Topics.OUTCOMES, 0);
        suite.send(suite.phone(Provider.APNS).push("e-1"));
        await().atMost(PATIENCE).until(() -> exits.get() > 0);
        assertThat(dispatcher.isAlive()).isFalse();
        dispatcher.close();
        assertThat(exits).hasValue(1);
        assertThat(simulator.received().total()).isEqualTo(1);
    }

    @Test
    void a_dispatcher_that_is_closed_ends_no_process() {
        dispatcher.close();
        assertThat(exits).hasValue(0);
    }
}
