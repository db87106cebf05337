package org.belltower.dispatch.app;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;

/// Everything on a topic, read as it comes. Thread-safe.
final class TopicLog implements AutoCloseable {
    private final List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
    private final List<TopicPartition> partitions;
    private final Thread thread;
    private volatile boolean stopping;

    TopicLog(KafkaClients kafka, TopicSpec topic) {
        partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        thread = Thread.ofPlatform().daemon().name("test-" + topic.name()).start(() -> read(kafka));
    }

    private void read(KafkaClients kafka) {
        Map<String, Object> settings = kafka.with(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            while (!stopping) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
    }

    List<ConsumerRecord<byte[], byte[]>> all() {
        return List.copyOf(records);
    }

    /// Waits until everything that stands on the topic now has been read.
    void awaitEnd(Admin admin) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        try {
            long end = admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .sum();
            await().until(() -> records.size() >= end);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the topic's end cannot be read", e);
        }
    }

    static <T> T decode(MessageType<T> type, ConsumerRecord<byte[], byte[]> record) {
        try {
            return type.decode(KafkaRecords.headers(record.headers()), Objects.requireNonNull(record.value()));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
