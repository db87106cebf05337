package org.belltower.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.benchmarks.chaos.ledger.ChaosLedger;
import org.belltower.benchmarks.chaos.ledger.Ending;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.Topics;

/// Reads the outcomes from their beginning, as plain JSON, with the times at which the broker
/// appended them. Not thread-safe.
final class OutcomesRead implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;

    OutcomesRead(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "chaos",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Topics.OUTCOMES.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.OUTCOMES.name(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Enters what there is and was not read before.
    void into(ChaosLedger ledger) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(record -> enter(record, ledger));
        }
    }

    private static void enter(ConsumerRecord<byte[], byte[]> record, ChaosLedger ledger) {
        try {
            JsonNode outcome = JsonCodec.mapper().readTree(record.value());
            ledger.ended(
                    outcome.path("push").asText(),
                    Instant.ofEpochMilli(record.timestamp()),
                    ending(outcome.path("result").path("kind").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ending ending(String kind) {
        return switch (kind) {
            case "accepted" -> Ending.ACCEPTED;
            case "expired" -> Ending.EXPIRED;
            case "skipped" -> Ending.SKIPPED;
            case "token-dead" -> Ending.RETIRED;
            case "failed" -> Ending.FAILED;
            default -> throw new IllegalStateException("an outcome of kind " + kind);
        };
    }

    @Override
    public void close() {
        consumer.close();
    }
}
