package org.belltower.dispatch.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.jspecify.annotations.Nullable;

/// Points the service at a provider simulator of its own.
public final class SimulatorResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable ProviderSimulator simulator;

    @Override
    public Map<String, String> start() {
        try {
            simulator = ProviderSimulator.start(SimulatorConfig.in(Files.createTempDirectory("belltower-simulator-")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TestConfig.keys(simulator);
    }

    @Override
    public void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
