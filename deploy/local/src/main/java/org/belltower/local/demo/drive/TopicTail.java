package org.belltower.local.demo.drive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.TopicSpec;

/// What stands on a topic and is written to it, as committed: a run begins with empty topics, and student information
/// systems are captured before a play begins. Belongs to one thread.
final class TopicTail<T> implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Decoder<T> decoder;

    /// Reads a record.
    @FunctionalInterface
    interface Decoder<T> {
        T decode(Map<String, String> headers, byte[] value) throws MalformedMessageException;
    }

    /// Blocks until the topic's partitions are known.
    ///
    /// @throws org.apache.kafka.common.KafkaException if Kafka does not answer
    TopicTail(String bootstrapServers, TopicSpec topic, Decoder<T> decoder) {
        this.consumer = consumer(bootstrapServers);
        this.decoder = decoder;
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new QuietConsumer(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "belltower-first-day"));
    }

    static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, TopicSpec topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /// Hands over what has come since the last call; blocks for at most that long if nothing has.
    ///
    /// @return how many
    /// @throws PlayFailedException if a record cannot be read
    int poll(Duration within, Consumer<T> each) {
        int count = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(within)) {
            each.accept(decode(record));
            count++;
        }
        return count;
    }

    private T decode(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        Arrays.stream(record.headers().toArray())
                .filter(header -> header.value() != null)
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            return decoder.decode(headers, record.value());
        } catch (MalformedMessageException e) {
            throw new PlayFailedException(record.topic() + " holds a record that cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
