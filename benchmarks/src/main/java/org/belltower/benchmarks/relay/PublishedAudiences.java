package org.belltower.benchmarks.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;

/// What stands committed on the topic of audiences, from one look to the next.
final class PublishedAudiences implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    PublishedAudiences(KafkaClients clients) {
        consumer = new KafkaConsumer<>(
                clients.with(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topics.AUDIENCE.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// The last record of each student since the last look.
    ///
    /// @throws IllegalStateException if they are not so many
    List<ConsumerRecord<byte[], byte[]>> expect(int students) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<RecordKey, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record ->
                            last.put(RecordKey.parse(new String(record.key(), StandardCharsets.UTF_8)), record));
        }
        if (last.size() != students) {
            throw new IllegalStateException(
                    "audiences of " + last.size() + " students were published, not " + students);
        }
        return new ArrayList<>(last.values());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
