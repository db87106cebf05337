package org.belltower.benchmarks.rules;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.TopicsAtStart;

/// A Kafka of one contestant's own, with a school's settings and audiences, from which events are fed and in which is
/// counted what is decided. Not thread-safe.
final class RulesBed implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(5);

    private final int students;
    private final KafkaProcess kafka;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> reader;

    /// Blocks for seconds.
    RulesBed(Path folder, int students) throws InterruptedException {
        this.students = students;
        this.kafka = KafkaProcess.start(folder);
        KafkaClients clients =
                new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        try (Admin admin = clients.admin("benchmark", TIMEOUT)) {
            List<String> wrong = new TopicsAtStart(admin, TIMEOUT).createOrVerify(Topics.all());
            if (!wrong.isEmpty()) {
                throw new IllegalStateException(wrong.toString());
            }
        }
        producer = clients.producer(
                "benchmark",
                Map.of(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "benchmark",
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        Math.toIntExact(LONGEST.toMillis())));
        producer.initTransactions();
        writeSchool();
        reader = new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> read = Stream.of(
                        Topics.DECISIONS, Topics.PUSH_ALERTS, Topics.PUSH_BULK, Topics.DEAD_LETTERS)
                .flatMap(RulesBed::partitions)
                .toList();
        reader.assign(read);
        reader.seekToEnd(read);
        read.forEach(reader::position);
    }

    private static Stream<TopicPartition> partitions(TopicSpec topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    private void writeSchool() {
        Instant now = Instant.now();
        producer.beginTransaction();
        for (Settings settings : SampleSchool.settings()) {
            send(Topics.SETTINGS, MessageType.SETTINGS.encode(settings, now));
        }
        for (int student = 0; student < students; student++) {
            send(Topics.AUDIENCE, MessageType.AUDIENCE.encode(SampleSchool.audience(student), now));
        }
        producer.commitTransaction();
    }

    private void send(TopicSpec topic, WireRecord record) {
        // The commit fails if one of them did.
        Future<?> _ = producer.send(KafkaRecords.toProducerRecord(topic, record));
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /// Writes the events of a segment; nobody sees them yet.
    ///
    /// @return their ids
    Set<String> prepare(int segment, int events) {
        Set<String> ids = HashSet.newHashSet(events);
        Instant now = Instant.now();
        producer.beginTransaction();
        for (int number = 0; number < events; number++) {
            ChangeEvent event = SampleSchool.event(segment, number, students, now);
            ids.add(event.id().id());
            send(Topics.CHANGES, ChangeCodec.encode(event));
        }
        producer.flush();
        return ids;
    }

    /// Lets everybody see them, and blocks until each is decided and told to all of its devices.
    ///
    /// @return how long that took
    /// @throws IllegalStateException if one is not decided in time, or twice, or otherwise than expected
    Duration decided(Set<String> ids) {
        Set<String> missing = new HashSet<>(ids);
        int pushes = 0;
        long began = System.nanoTime();
        producer.commitTransaction();
        while (!missing.isEmpty() || pushes < ids.size() * SampleSchool.DEVICES) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                if (record.topic().equals(Topics.DECISIONS.name())) {
                    check(missing, record);
                } else if (record.topic().equals(Topics.DEAD_LETTERS.name())) {
                    throw new IllegalStateException("a record is among the dead letters");
                } else {
                    pushes++;
                }
            }
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw new IllegalStateException(
                        "%d events are not decided after %s".formatted(missing.size(), LONGEST));
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        if (pushes != ids.size() * SampleSchool.DEVICES) {
            throw new IllegalStateException(pushes + " pushes were made of " + ids.size() + " events");
        }
        return taken;
    }

    private static void check(Set<String> missing, ConsumerRecord<byte[], byte[]> record) {
        try {
            var decision = MessageType.DECISION.decode(KafkaRecords.headers(record.headers()), record.value());
            if (decision.reason() != null || !missing.remove(decision.event().id())) {
                throw new IllegalStateException(
                        decision.event() + " was decided twice, or as no news: " + decision.reason());
            }
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a decision cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        reader.close();
        producer.close(TIMEOUT);
        kafka.close();
    }
}
