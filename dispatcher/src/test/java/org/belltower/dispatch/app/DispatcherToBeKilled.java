package org.belltower.dispatch.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.service.kafka.KafkaClients;

/// A dispatcher in a JVM of its own, until somebody kills it.
///
/// Arguments: bootstrap servers, then `key=value` as often as needed.
final class DispatcherToBeKilled {
    private DispatcherToBeKilled() {}

    /// @param keys as the configuration's
    static ChildJvm start(Path log, Map<String, String> keys) {
        Stream<String> settings = keys.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue());
        return ChildJvm.start(
                DispatcherToBeKilled.class,
                log,
                Stream.concat(Stream.of(SharedKafka.bootstrapServers()), settings)
                        .toArray(String[]::new));
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> keys = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            keys.put(pair[0], pair[1]);
        }
        KafkaClients kafka = new KafkaClients(Map.of("bootstrap.servers", arguments[0]));
        Dispatcher dispatcher = new Dispatcher(
                TestConfig.of(keys),
                kafka,
                new DispatchLog(System::nanoTime),
                new FailStop(() -> {}),
                TestKeys.seal(),
                Optional.empty());
        dispatcher.start();
        // The test waits for the line.
        System.out.println("ready dispatcher");
        new CountDownLatch(1).await();
    }
}
