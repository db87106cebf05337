package org.belltower.dispatch.app;

import java.nio.file.Path;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// One dispatcher with its usual settings between a real Kafka and the simulated providers, for all tests of a class.
@SuppressWarnings("NullAway.Init") // Set before all tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SimulatedProviders {
    ProviderSimulator simulator;
    Suite suite;
    Dispatcher dispatcher;

    @BeforeAll
    final void start(@TempDir Path folder) {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        suite = new Suite(SharedKafka.bootstrapServers());
        dispatcher = suite.dispatcher(TestConfig.keys(simulator));
    }

    @AfterAll
    final void stop() {
        suite.close();
        simulator.close();
    }

    final void answer(Suite.Phone phone, Reply reply, long times) {
        simulator
                .script()
                .add(Rule.when(Match.token(phone.token().value())).reply(reply).times(times));
    }
}
