package org.belltower.ingest.accept.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;

/// What stands on `belltower.changes.v1`, as any reader sees it.
public final class ChangesTopic {
    private ChangesTopic() {}

    /// Reads from the first record to what was the last when it was called.
    public static List<ChangeEvent> read(String bootstrapServers, Predicate<ChangeEvent> wanted) {
        return records(bootstrapServers).stream()
                .map(ChangesTopic::event)
                .filter(wanted)
                .toList();
    }

    /// The times of the records themselves; as [#read].
    public static List<Instant> times(String bootstrapServers, Predicate<ChangeEvent> wanted) {
        return records(bootstrapServers).stream()
                .filter(record -> wanted.test(event(record)))
                .map(record -> Instant.ofEpochMilli(record.timestamp()))
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String bootstrapServers) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CHANGES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static ChangeEvent event(ConsumerRecord<byte[], byte[]> record) {
        try {
            ChangeEvent event = ChangeCodec.decode(KafkaRecords.headers(record.headers()), record.value());
            assertThat(record.key()).isEqualTo(event.key().bytes());
            return event;
        } catch (MalformedMessageException e) {
            throw new AssertionError("a record that nobody can read", e);
        }
    }
}
