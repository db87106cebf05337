package org.belltower.embedded.quarkus;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.belltower.embedded.host.Folders;
import org.belltower.embedded.kafka.KafkaProcess;

/// A Kafka in a JVM of its own that a test can take away, instead of the backends' one. It is away when the service
/// starts. A test gets it in its field of type [KafkaProcess]. Arguments become the service's configuration.
///
/// ```java
/// @QuarkusTest
/// @QuarkusTestResource(value = KafkaAwayResource.class, restrictToAnnotatedClass = true)
/// class KafkaAwayIT {
///     KafkaProcess kafka;
/// ```
public final class KafkaAwayResource implements QuarkusTestResourceLifecycleManager {
    private final Path folder = Folders.temporary("belltower-kafka-away-");
    private final Map<String, String> configuration = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // Quarkus starts it before anything else.
    private KafkaProcess kafka;

    @Override
    public void init(Map<String, String> arguments) {
        configuration.putAll(arguments);
    }

    @Override
    public Map<String, String> start() {
        kafka = KafkaProcess.start(folder.resolve("data"));
        kafka.kill();
        configuration.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        return configuration;
    }

    /// After the backends' resource, whose Kafka it replaces.
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
