package org.belltower.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import org.belltower.embedded.Backends;
import org.belltower.embedded.host.Folders;
import org.belltower.embedded.kafka.KafkaProcess;

/// A Kafka in a JVM of its own that a test can take away. It is away when the service starts.
public final class KafkaOfItsOwn implements QuarkusTestResourceLifecycleManager {
    private final Path folder = Folders.temporary("belltower-ingest-");

    @SuppressWarnings("NullAway.Init") // Quarkus starts it before anything else.
    private KafkaProcess kafka;

    @Override
    public Map<String, String> start() {
        kafka = KafkaProcess.start(folder.resolve("data"));
        kafka.kill();
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "quarkus.oidc.auth-server-url", Backends.tokens().issuer(),
                "belltower.ingest.delivery-timeout", "2s",
                "belltower.ingest.max-block", "1s",
                "belltower.ingest.topics-retry", "200ms");
    }

    /// After the backends' resource, which is every test's and whose Kafka it replaces.
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(kafka, new TestInjector.MatchesType(KafkaProcess.class));
    }

    @Override
    public void stop() {
        kafka.close();
        Folders.delete(folder);
    }
}
