package org.belltower.benchmarks.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.model.outcome.Reason;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;

/// What is decided in a Kafka from now on, as everybody sees it: read committed. Not thread-safe.
final class Results implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(5);

    private final Consumer<byte[], byte[]> reader;
    private final Set<Letter> letters = new HashSet<>();
    private long pushes;

    Results(String bootstrapServers) {
        reader = new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> read = Stream.of(
                        Topics.DECISIONS, Topics.PUSH_ALERTS, Topics.PUSH_BULK, Topics.DEAD_LETTERS)
                .flatMap(Results::partitions)
                .toList();
        reader.assign(read);
        reader.seekToEnd(read);
        read.forEach(reader::position);
    }

    private static Stream<TopicPartition> partitions(TopicSpec topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    /// One event was decided.
    ///
    /// @param event its id
    /// @param partition of its student
    /// @param reason why nobody was told; null if there is none
    record Decided(String event, int partition, @Nullable Reason reason) {}

    /// A record was put aside.
    ///
    /// @param place where it stood
    record Letter(String place, String reason) {
        Letter(TopicPartition partition, long offset, String reason) {
            this(partition + "/" + offset, reason);
        }
    }

    /// Waits for milliseconds at most.
    ///
    /// @throws IllegalStateException if something was put aside twice
    List<Decided> poll() {
        List<Decided> decided = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
            if (record.topic().equals(Topics.DECISIONS.name())) {
                decided.add(decided(record));
            } else if (record.topic().equals(Topics.DEAD_LETTERS.name())) {
                putAside(letter(record.headers()));
            } else {
                pushes++;
            }
        }
        return decided;
    }

    private static Decided decided(ConsumerRecord<byte[], byte[]> record) {
        try {
            var decision = MessageType.DECISION.decode(KafkaRecords.headers(record.headers()), record.value());
            return new Decided(decision.event().id(), record.partition(), decision.reason());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a decision cannot be read: " + e.getMessage(), e);
        }
    }

    private void putAside(Letter letter) {
        if (!letters.add(letter)) {
            throw new IllegalStateException(letter + " was put aside twice");
        }
    }

    private static Letter letter(Headers headers) {
        Map<String, String> all = KafkaRecords.headers(headers);
        return new Letter(
                new TopicPartition(
                        all.getOrDefault(DeadLetterHeaders.TOPIC, ""),
                        Integer.parseInt(all.getOrDefault(DeadLetterHeaders.PARTITION, "-1"))),
                Long.parseLong(all.getOrDefault(DeadLetterHeaders.OFFSET, "-1")),
                all.getOrDefault(DeadLetterHeaders.REASON, ""));
    }

    /// What was put aside since this was asked the last time.
    Set<Letter> takeLetters() {
        Set<Letter> taken = Set.copyOf(letters);
        letters.clear();
        return taken;
    }

    /// How many [#takeLetters] would give.
    int letters() {
        return letters.size();
    }

    /// All that were read so far.
    long pushes() {
        return pushes;
    }

    @Override
    public void close() {
        reader.close();
    }
}
