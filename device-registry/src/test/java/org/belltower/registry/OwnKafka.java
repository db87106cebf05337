package org.belltower.registry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.belltower.embedded.host.FreePorts;

/// Points the service at a Kafka that is not there until the test starts it.
public final class OwnKafka implements QuarkusTestResourceLifecycleManager {
    /// The system property with its port: the test's classes are loaded apart from this one's.
    static final String PORT = "registry.test.kafka-port";

    @Override
    public Map<String, String> start() {
        String port = Integer.toString(FreePorts.find());
        System.setProperty(PORT, port);
        return Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:" + port,
                "belltower.registry.kafka.timeout", "PT2S",
                "belltower.registry.kafka.retry-interval", "PT0.2S",
                "belltower.registry.kafka.longest-backoff", "PT1S");
    }

    /// After the backends' resource, whose Kafka it replaces.
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {}
}
