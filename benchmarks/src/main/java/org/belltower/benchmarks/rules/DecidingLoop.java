package org.belltower.benchmarks.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.embedded.host.QuietLogs;
import org.belltower.model.audience.Audience;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.push.Push;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.rules.attendance.AttendanceDay;
import org.belltower.rules.compose.Composer;
import org.belltower.rules.fanout.AcceptedEvent;
import org.belltower.rules.fanout.Decider;
import org.belltower.rules.fanout.Remembered;
import org.belltower.rules.fanout.Verdict;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.trigger.ItemMemory;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;

/// The rival: the same decisions by a loop with everything in maps, at least once. It polls, decides, sends, waits for
/// Kafka and commits. What it remembers is gone when it ends.
///
/// Arguments: Kafka's address, and `plain` for clients as they come or `tuned`.
public final class DecidingLoop {
    private static final Map<String, Object> TUNED_CONSUMER = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            4 << 20,
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            64 << 10,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            20);
    private static final Map<String, Object> TUNED_PRODUCER =
            Map.of(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10, ProducerConfig.LINGER_MS_CONFIG, 5);

    private final Map<RecordKey, Settings> settings = new HashMap<>();
    private final Map<RecordKey, Audience> audiences = new HashMap<>();
    private final Map<String, ItemMemory> items = new HashMap<>();
    private final Map<String, AttendanceDay> days = new HashMap<>();
    private final Decider decider = new Decider(
            key -> Optional.ofNullable(settings.get(key)), TimeToLive.ofAll(Duration.ofDays(3)), new Composer(_ -> {}));
    private final Producer<byte[], byte[]> producer;

    private DecidingLoop(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    public static void main(String[] arguments) throws Exception {
        QuietLogs.wholeProcess();
        String kafka = arguments[0];
        boolean tuned = arguments[1].equals("tuned");
        Map<String, Object> sending = new HashMap<>(tuned ? TUNED_PRODUCER : Map.of());
        sending.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka);
        try (Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
                Consumer<byte[], byte[]> consumer = consumer(kafka, tuned)) {
            DecidingLoop loop = new DecidingLoop(producer);
            loop.learn(kafka);
            consumer.subscribe(List.of(Topics.CHANGES.name()));
            while (consumer.assignment().isEmpty()) {
                loop.decide(consumer, consumer.poll(Duration.ofMillis(100)));
            }
            System.out.println("ready");
            while (true) {
                loop.decide(consumer, consumer.poll(Duration.ofMillis(100)));
            }
        }
    }

    private static Consumer<byte[], byte[]> consumer(String kafka, boolean tuned) {
        Map<String, Object> reading = new HashMap<>(tuned ? TUNED_CONSUMER : Map.of());
        reading.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka);
        reading.put(ConsumerConfig.GROUP_ID_CONFIG, "loop");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// All settings and audiences that there are.
    private void learn(String kafka) throws MalformedMessageException {
        try (Consumer<byte[], byte[]> reader = consumer(kafka, true)) {
            for (ConsumerRecord<byte[], byte[]> record : all(reader, Topics.SETTINGS)) {
                Settings one = MessageType.SETTINGS.decode(KafkaRecords.headers(record.headers()), record.value());
                settings.put(one.key(), one);
            }
            for (ConsumerRecord<byte[], byte[]> record : all(reader, Topics.AUDIENCE)) {
                Audience one = MessageType.AUDIENCE.decode(KafkaRecords.headers(record.headers()), record.value());
                audiences.put(one.key(), one);
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(Consumer<byte[], byte[]> reader, TopicSpec topic) {
        List<TopicPartition> partitions = reader.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (partitions.stream().anyMatch(one -> reader.position(one) < ends.getOrDefault(one, 0L))) {
            reader.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    private void decide(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records)
            throws MalformedMessageException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            decide(record);
        }
        if (!records.isEmpty()) {
            producer.flush();
            consumer.commitSync();
        }
    }

    private void decide(ConsumerRecord<byte[], byte[]> record) throws MalformedMessageException {
        ChangeEvent event = ChangeCodec.decode(KafkaRecords.headers(record.headers()), record.value());
        String item = event.key() + " " + event.change().category() + " "
                + event.change().item();
        String day = day(event);
        Verdict verdict = decider.decide(
                new AcceptedEvent(event, Instant.ofEpochMilli(record.timestamp())),
                new Remembered(items.get(item), day == null ? null : days.get(day)),
                audiences.get(event.key()),
                Instant.now());
        items.put(item, verdict.memory());
        if (day != null && verdict.day() != null) {
            days.put(day, verdict.day());
        }
        for (Push push : verdict.pushes()) {
            send(Topics.PUSH_ALERTS, MessageType.PUSH.encode(push, push.created()));
        }
        send(
                Topics.DECISIONS,
                MessageType.DECISION.encode(
                        verdict.decision(), verdict.decision().decided()));
    }

    private static @Nullable String day(ChangeEvent event) {
        return event.change() instanceof AttendanceRecorded record
                ? event.key() + " " + record.school() + " " + record.date()
                : null;
    }

    private void send(TopicSpec topic, WireRecord record) {
        var _ = producer.send(KafkaRecords.toProducerRecord(topic, record));
    }
}
