package org.belltower.dispatch.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.dispatch.consume.DoneSet;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;

/// Reads the end of the outcomes when partitions are assigned: what stands there is done, whether its offset was
/// committed or not. What nobody can read there is told of and passed over.
///
/// Owned by the thread that polls the lane; blocks it while it reads.
final class OutcomeTail {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings;
    private final String lane;
    private final Duration patience;
    private final DispatchListener listener;

    /// @param patience the longest time without progress
    OutcomeTail(KafkaClients kafka, String lane, Duration patience, DispatchListener listener) {
        this.settings = kafka.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "belltower-dispatcher-tail",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        this.lane = lane;
        this.patience = patience;
        this.listener = listener;
    }

    /// Where a partition is taken up.
    ///
    /// @param position the committed position
    /// @param outcomesFrom what was committed with it
    record Start(long position, OptionalLong outcomesFrom) {}

    /// What the tail of a partition says.
    record Tail(long from, long end, DoneSet done) {}

    /// Reads from where each partition says, up to what is there now.
    ///
    /// @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time
    Map<Integer, Tail> read(Map<Integer, Start> starts) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Collection<TopicPartition> partitions =
                    starts.keySet().stream().map(OutcomeTail::outcomes).toList();
            List<TopicPartition> lanes =
                    starts.keySet().stream().map(this::ofLane).toList();
            // The client wants to be asked only for ends of what it has; the lane itself is not read here.
            consumer.assign(Stream.concat(partitions.stream(), lanes.stream()).toList());
            consumer.pause(lanes);
            lanes.forEach(partition -> consumer.seek(partition, 0));
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, patience);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, patience);
            // After the outcomes' ends: a push stood on the lane before its outcome was written.
            Map<TopicPartition, Long> laneEnds = consumer.endOffsets(lanes, patience);
            Map<Integer, Tail> tails = new HashMap<>();
            starts.forEach((partition, start) -> {
                TopicPartition outcomes = outcomes(partition);
                long begin = begins.getOrDefault(outcomes, 0L);
                long end = ends.getOrDefault(outcomes, 0L);
                long wanted = start.outcomesFrom().orElse(begin);
                // What is beyond the end was committed about a topic that is no more.
                long from = wanted < begin || wanted > end ? begin : wanted;
                consumer.seek(outcomes, from);
                long laneEnd = laneEnds.getOrDefault(ofLane(partition), 0L);
                tails.put(partition, new Tail(from, end, new DoneSet(start.position(), laneEnd)));
            });
            readTo(consumer, ends, tails);
            return tails;
        }
    }

    private void readTo(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Map<Integer, Tail> tails) {
        long silent = 0;
        while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            var records = consumer.poll(POLL);
            records.forEach(record -> note(record, Objects.requireNonNull(tails.get(record.partition()))));
            silent = records.isEmpty() ? silent + POLL.toMillis() : 0;
            if (silent > patience.toMillis()) {
                throw new TimeoutException("the outcomes could not be read to their end");
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record, Tail tail) {
        try {
            LaneOffset place = place(record);
            boolean ours = place.topic().equals(lane) && place.partition() == record.partition();
            // One that was written since may tell of what has come to the lane since.
            if (ours && !tail.done().add(place.offset()) && record.offset() < tail.end()) {
                unreadable(record, "lane.offset must be of a record on the lane");
            }
        } catch (MalformedMessageException e) {
            unreadable(record, e.getMessage());
        } catch (RuntimeException e) {
            // A defect. One record must not keep the partition from whoever takes it up (I-20).
            unreadable(record, "defect: " + e.getClass().getSimpleName());
        }
    }

    private static LaneOffset place(ConsumerRecord<byte[], byte[]> record) throws MalformedMessageException {
        if (record.value() == null) {
            throw new MalformedMessageException("", "must not be empty");
        }
        return MessageType.OUTCOME
                .decode(KafkaRecords.headers(record.headers()), record.value())
                .lane();
    }

    /// Its push may be sent a second time, under the same id.
    private void unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {
        listener.outcomeUnreadable(new LaneOffset(record.topic(), record.partition(), record.offset()), reason);
    }

    private TopicPartition ofLane(int partition) {
        return new TopicPartition(lane, partition);
    }

    private static TopicPartition outcomes(int partition) {
        return new TopicPartition(Topics.OUTCOMES.name(), partition);
    }
}
