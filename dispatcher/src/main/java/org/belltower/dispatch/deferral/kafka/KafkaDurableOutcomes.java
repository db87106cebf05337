package org.belltower.dispatch.deferral.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.dispatch.deferral.DurableOutcomes;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.jboss.logging.Logger;

/// Reads the outcomes with a consumer that lives as long as the question. The ends are asked for at
/// most every few seconds: an older one is as right, there is only more to read from it.
///
/// Owned by one thread.
public final class KafkaDurableOutcomes implements DurableOutcomes {
    private static final Logger LOG = Logger.getLogger(KafkaDurableOutcomes.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String TOPIC = Topics.OUTCOMES.name();

    private final Map<String, Object> settings;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private List<Long> ends = List.of();
    private long read;

    /// @param patience the longest time without progress
    public KafkaDurableOutcomes(KafkaClients kafka, Duration patience, LongSupplier nanoTime) {
        this.settings = kafka.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "belltower-dispatcher-deferral",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    @Override
    public List<Long> ends() {
        long now = nanoTime.getAsLong();
        if (ends.isEmpty() || now - read > FRESH.toNanos()) {
            List<TopicPartition> all = IntStream.range(0, Topics.OUTCOMES.partitions())
                    .mapToObj(KafkaDurableOutcomes::partition)
                    .toList();
            try (var consumer = consumer()) {
                // The client wants to be asked only for ends of what it has.
                consumer.assign(all);
                Map<TopicPartition, Long> found = consumer.endOffsets(all, patience);
                ends = all.stream()
                        .map(partition -> found.getOrDefault(partition, 0L))
                        .toList();
                read = now;
            }
        }
        return ends;
    }

    @Override
    public Set<LaneOffset> among(Collection<Doubt> doubts) {
        Map<TopicPartition, Long> froms = new HashMap<>();
        doubts.forEach(doubt -> froms.merge(partition(doubt.place().partition()), doubt.outcomesFrom(), Math::min));
        Set<LaneOffset> asked = doubts.stream().map(Doubt::place).collect(Collectors.toSet());
        Set<LaneOffset> ended = new HashSet<>();
        try (var consumer = consumer()) {
            consumer.assign(froms.keySet());
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(froms.keySet(), patience);
            Map<TopicPartition, Long> ends = consumer.endOffsets(froms.keySet(), patience);
            froms.forEach((partition, from) -> {
                long begin = begins.getOrDefault(partition, 0L);
                // What is beyond the end was noted about a topic that is no more.
                consumer.seek(partition, from < begin || from > ends.getOrDefault(partition, 0L) ? begin : from);
            });
            readTo(consumer, ends, asked, ended);
        }
        LOG.infof(
                "event=deferral-outcomes-read partitions=%d asked=%d ended=%d",
                froms.size(), asked.size(), ended.size());
        return ended;
    }

    private void readTo(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Set<LaneOffset> asked,
            Set<LaneOffset> ended) {
        long silent = 0;
        while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            var records = consumer.poll(POLL);
            records.forEach(record -> note(record, asked, ended));
            silent = records.isEmpty() ? silent + POLL.toMillis() : 0;
            if (silent > patience.toMillis()) {
                throw new TimeoutException("the outcomes could not be read to their end");
            }
        }
    }

    private static void note(ConsumerRecord<byte[], byte[]> record, Set<LaneOffset> asked, Set<LaneOffset> ended) {
        if (record.value() == null) {
            return;
        }
        try {
            LaneOffset place = MessageType.OUTCOME
                    .decode(KafkaRecords.headers(record.headers()), record.value())
                    .lane();
            if (place.partition() == record.partition() && asked.contains(place)) {
                ended.add(place);
            }
        } catch (MalformedMessageException | RuntimeException e) {
            // Its push may be sent a second time, under the same id. One record must not keep all from being sent.
            LOG.warnf("event=outcome-unreadable partition=%d offset=%d", record.partition(), record.offset());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }
}
