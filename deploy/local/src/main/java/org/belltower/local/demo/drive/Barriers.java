package org.belltower.local.demo.drive;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;

/// Waits until what was written to device-registry is known to those who decide by it.
public final class Barriers {
    private static final Duration POLL = Duration.ofMillis(200);

    private final SuiteHttp http;
    private final Patience patience;
    private final String bootstrapServers;

    public Barriers(SuiteHttp http, Patience patience, String bootstrapServers) {
        this.http = http;
        this.patience = patience;
        this.bootstrapServers = bootstrapServers;
    }

    /// Blocks until device-registry has published all that it was told.
    ///
    /// @throws PlayFailedException if it does not in time
    public void published(URI registry, String token) throws InterruptedException {
        require(
                patience.until(() -> status(registry, token).required("marks").asLong() == 0),
                "device-registry has not published everything");
    }

    /// Blocks until rules-evaluator's copy of the settings is at the topic's end.
    ///
    /// @throws PlayFailedException if it is not in time
    public void settled(URI evaluator, String token) throws InterruptedException {
        Map<Integer, Long> last = lastRecords(Topics.SETTINGS);
        require(
                patience.until(() -> reached(last, status(evaluator, token).required("settings"))),
                "rules-evaluator does not know the newest settings");
    }

    private JsonNode status(URI service, String token) throws InterruptedException {
        return http.require(SuiteHttp.Call.get(service.resolve("/v1/status"), token));
    }

    /// @param next the next offset to be read, by partition
    static boolean reached(Map<Integer, Long> last, JsonNode next) {
        return last.entrySet().stream()
                .allMatch(entry -> next.path(entry.getKey().toString()).asLong(-1) > entry.getValue());
    }

    /// The offset of the last record of each partition that has one. The end of a partition is no measure: after a
    /// transaction it is beyond a marker, at which no reader ever stands.
    private Map<Integer, Long> lastRecords(TopicSpec topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = TopicTail.consumer(bootstrapServers)) {
            List<TopicPartition> partitions = TopicTail.partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<Integer, Long> last = new HashMap<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    last.put(record.partition(), record.offset());
                }
            }
            return last;
        }
    }

    private void require(boolean reached, String otherwise) {
        if (!reached) {
            throw new PlayFailedException(
                    otherwise + " within " + patience.within().toSeconds() + " s");
        }
    }
}
