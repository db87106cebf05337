package org.belltower.dispatch.app;

import org.belltower.embedded.kafka.EmbeddedKafka;

/// One Kafka for the tests that start dispatchers of their own, one after the other. (Not the one of `Backends`: on
/// that the whole service runs, in the same consumer group.)
final class SharedKafka {
    private static final class Lazy {
        private static final EmbeddedKafka KAFKA = EmbeddedKafka.temporary();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(KAFKA::close));
        }
    }

    private SharedKafka() {}

    static String bootstrapServers() {
        return Lazy.KAFKA.bootstrapServers();
    }
}
