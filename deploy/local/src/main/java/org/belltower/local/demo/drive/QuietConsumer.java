package org.belltower.local.demo.drive;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A consumer that closes at once and without a word, also on the way out of an interrupted thread: it is in no group
/// and commits nothing, so there is nothing to wait for, but Kafka would log an interrupt as an error.
final class QuietConsumer extends KafkaConsumer<byte[], byte[]> {
    QuietConsumer(Map<String, Object> configuration) {
        super(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            close(CloseOptions.timeout(Duration.ZERO));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
