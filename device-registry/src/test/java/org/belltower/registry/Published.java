package org.belltower.registry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.model.DistrictId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Revocations;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.push.Binding;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;

/// What a reader of the topics finds there of one district.
public final class Published {
    private final String bootstrapServers;
    private final DistrictId district;

    public Published(String bootstrapServers, DistrictId district) {
        this.bootstrapServers = bootstrapServers;
        this.district = district;
    }

    /// All that was ever published of a device, oldest first; a tombstone is empty.
    public List<Optional<Binding>> bindings(String device) {
        return messages(Topics.BINDINGS, MessageType.BINDING, device);
    }

    public Binding binding(String device) {
        return bindings(device).getLast().orElseThrow();
    }

    public List<Optional<Audience>> audiences(String student) {
        return messages(Topics.AUDIENCE, MessageType.AUDIENCE, student);
    }

    public Audience audience(String student) {
        return audiences(student).getLast().orElseThrow();
    }

    public List<Optional<Revocations>> revocations(String student) {
        return messages(Topics.REVOCATIONS, MessageType.REVOCATIONS, student);
    }

    public List<Optional<Settings>> settings(String key) {
        return messages(Topics.SETTINGS, MessageType.SETTINGS, key);
    }

    public List<Optional<SealedCredential>> credentials(String key) {
        return messages(Topics.CREDENTIALS, MessageType.CREDENTIAL, key);
    }

    /// All that was ever published under an id, of whatever kind, as it stands on the topics.
    public List<String> texts(String id) {
        String key = new RecordKey(district, id).toString();
        return Stream.of(Topics.AUDIENCE, Topics.REVOCATIONS, Topics.BINDINGS, Topics.SETTINGS, Topics.CREDENTIALS)
                .flatMap(topic -> records(topic).stream())
                .filter(record ->
                        key.equals(new String(record.key(), StandardCharsets.UTF_8)) && record.value() != null)
                .map(record ->
                        KafkaRecords.headers(record.headers()) + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private <T> List<Optional<T>> messages(TopicSpec topic, MessageType<T> type, String id) {
        String key = new RecordKey(district, id).toString();
        List<Optional<T>> messages = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            if (key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                messages.add(decoded(type, record));
            }
        }
        return messages;
    }

    private static <T> Optional<T> decoded(MessageType<T> type, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.decode(KafkaRecords.headers(record.headers()), record.value()));
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    /// All committed records of a topic, oldest first. Whatever stands there at the call is read: a commit that Kafka
    /// has acknowledged may still be on its way to the partitions, so the end is that for readers of everything.
    public List<ConsumerRecord<byte[], byte[]>> records(TopicSpec topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> everything = consumer("read_uncommitted");
                Consumer<byte[], byte[]> consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = everything.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return records;
    }

    private Consumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                10);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
