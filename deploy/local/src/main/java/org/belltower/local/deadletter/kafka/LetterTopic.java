package org.belltower.local.deadletter.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.local.deadletter.LetterPlace;
import org.belltower.model.wire.Topics;
import org.jspecify.annotations.Nullable;

/// The dead letters' topic, read as it stands: in no group, and nothing is committed, so that looking changes nothing.
/// What services wrote in transactions that they did not commit is not there. Belongs to one thread.
public final class LetterTopic implements AutoCloseable {
    private static final String TOPIC = Topics.DEAD_LETTERS.name();
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LongSupplier nanos;

    private LetterTopic(KafkaConsumer<byte[], byte[]> consumer, LongSupplier nanos) {
        this.consumer = consumer;
        this.nanos = nanos;
    }

    /// @param nanos as [System#nanoTime]
    /// @throws IOException if the file of properties cannot be read
    /// @throws KafkaException if a property makes no sense
    public static LetterTopic open(KafkaAccess access, LongSupplier nanos) throws IOException {
        Map<String, Object> own = Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(SILENCE.toMillis()),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "belltower-dead-letters");
        return new LetterTopic(
                new KafkaConsumer<>(access.with(own), new ByteArrayDeserializer(), new ByteArrayDeserializer()), nanos);
    }

    /// Hands over every record that is there now, those of a partition in their order. Blocks for as long as that
    /// takes.
    ///
    /// @throws KafkaException if Kafka does not answer, or has no such topic
    public void read(Consumer<LetterRecord> each) {
        List<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        poll(ends, record -> each.accept(new LetterRecord(record)));
    }

    /// How often each letter was played again, of those that were.
    public Map<LetterPlace, Integer> replays() {
        Map<LetterPlace, Integer> replays = new HashMap<>();
        read(record -> record.receiptOf().ifPresent(place -> replays.merge(place, 1, Integer::sum)));
        return replays;
    }

    /// The record at a place; empty if there is none, or none any more.
    public Optional<LetterRecord> find(LetterPlace place) {
        TopicPartition partition = new TopicPartition(TOPIC, place.partition());
        if (!partitions().contains(partition)) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (place.offset() < begin || place.offset() >= end) {
            return Optional.empty();
        }
        consumer.seek(partition, place.offset());
        AtomicReference<@Nullable LetterRecord> found = new AtomicReference<>();
        poll(Map.of(partition, place.offset() + 1), record -> {
            if (record.offset() == place.offset()) {
                found.set(new LetterRecord(record));
            }
        });
        return Optional.ofNullable(found.get()).filter(record -> !record.isReceipt());
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("There is no topic " + TOPIC + ": no service of Belltower has started there yet.");
        }
        return partitions;
    }

    /// Until each partition is read up to its end, or none has come forward for long.
    private void poll(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long heard = nanos.getAsLong();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(TOPIC, record.partition()), 0L)) {
                    each.accept(record);
                }
            }
            if (!records.isEmpty()) {
                heard = nanos.getAsLong();
            } else if (nanos.getAsLong() - heard > SILENCE.toNanos()) {
                throw new TimeoutException("Kafka hands over nothing for " + SILENCE.toSeconds() + " seconds.");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
