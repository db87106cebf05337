package org.belltower.dispatch.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.jspecify.annotations.Nullable;

/// Points the service at a provider simulator of its own, and gives it the key of [TestKeys].
public final class SimulatorResource implements QuarkusTestResourceLifecycleManager {
    /// The property that says where the simulator is steered and tells what it received.
    static final String CONTROL = "test.simulator.control";

    private @Nullable ProviderSimulator simulator;

    @Override
    public Map<String, String> start() {
        try {
            simulator = ProviderSimulator.start(SimulatorConfig.in(Files.createTempDirectory("belltower-simulator-")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> keys = new HashMap<>(TestConfig.keys(simulator));
        keys.put(CONTROL, "http://127.0.0.1:" + simulator.controlPort());
        keys.put("belltower.credentials.current", "test");
        keys.put("belltower.credentials.keys.\"test\"", Base64.getEncoder().encodeToString(TestKeys.KEY));
        return keys;
    }

    @Override
    public void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
