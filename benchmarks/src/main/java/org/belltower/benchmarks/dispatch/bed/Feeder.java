package org.belltower.benchmarks.dispatch.bed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.push.Push;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.TopicsAtStart;

/// What the registry and the evaluator write, for the dispatcher to read.
///
/// The pushes of a segment are written in one transaction, so that the dispatcher sees none of them
/// until it is committed, and nothing is written while it sends. Not thread-safe.
public final class Feeder implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /// It warns of each partition for which the last transaction is still being ended, and tries again.
    private static final Logger SENDER = Logger.getLogger("org.apache.kafka.clients.producer.internals.Sender");

    static {
        SENDER.setLevel(Level.SEVERE);
    }

    private final Admin admin;
    private final Producer<byte[], byte[]> producer;

    /// Makes the topics.
    public Feeder(String bootstrapServers) {
        this(bootstrapServers, "benchmark");
    }

    /// @param name of this one's transactions: another's ends them
    public Feeder(String bootstrapServers, String name) {
        KafkaClients clients = new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        admin = clients.admin(name, TIMEOUT);
        List<String> wrong = new TopicsAtStart(admin, TIMEOUT).createOrVerify(Topics.all());
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong.toString());
        }
        producer = clients.producer(
                name,
                Map.of(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        name,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        Math.toIntExact(Duration.ofMinutes(5).toMillis())));
        producer.initTransactions();
    }

    /// Settings, and of each device its binding and its student's revocations.
    public void writeDistrict(SampleDistrict district, int devices) {
        producer.beginTransaction();
        Instant now = Instant.now();
        for (Settings settings : district.settings()) {
            write(Topics.SETTINGS, MessageType.SETTINGS, settings, now);
        }
        for (int device = 0; device < devices; device++) {
            write(Topics.BINDINGS, MessageType.BINDING, district.binding(device), now);
            write(Topics.REVOCATIONS, MessageType.REVOCATIONS, district.revocations(device), now);
        }
        producer.commitTransaction();
    }

    /// A credential that a district has uploaded.
    void writeCredential(SealedCredential credential) {
        producer.beginTransaction();
        write(Topics.CREDENTIALS, MessageType.CREDENTIAL, credential, Instant.now());
        producer.commitTransaction();
    }

    /// Who may be told about the students of so many devices.
    void writeAudiences(SampleDistrict district, int devices) {
        producer.beginTransaction();
        Instant now = Instant.now();
        for (int device = 0; device + 1 < devices; device += 2) {
            write(Topics.AUDIENCE, MessageType.AUDIENCE, district.audience(device), now);
        }
        producer.commitTransaction();
    }

    /// Writes a segment, one push for each device; nobody sees it yet.
    public void prepare(SampleDistrict district, int segment, int devices) {
        prepare(Topics.PUSH_ALERTS, district, segment, devices);
    }

    /// As [#prepare(SampleDistrict, int, int)], on the lane.
    void prepare(TopicSpec lane, SampleDistrict district, int segment, int devices) {
        producer.beginTransaction();
        Instant now = Instant.now();
        for (int device = 0; device < devices; device++) {
            write(lane, MessageType.PUSH, district.push(segment, device, now), now);
        }
        producer.flush();
    }

    /// Writes pushes in a transaction of their own.
    public void write(List<Push> pushes) {
        producer.beginTransaction();
        Instant now = Instant.now();
        pushes.forEach(push -> write(Topics.PUSH_ALERTS, MessageType.PUSH, push, now));
        producer.commitTransaction();
    }

    /// From now on the broker says when a record of the topic was appended, not its writer when it
    /// was made.
    public void stampedByBroker(TopicSpec topic) throws InterruptedException {
        AlterConfigOp stamp = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name),
                AlterConfigOp.OpType.SET);
        try {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), List.of(stamp)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take how " + topic.name() + " is stamped", e);
        }
    }

    /// Lets everybody see it.
    public void commit() {
        producer.commitTransaction();
    }

    private <T> void write(TopicSpec topic, MessageType<T> type, T message, Instant now) {
        // The commit fails if one of them did.
        Future<?> _ = producer.send(KafkaRecords.toProducerRecord(topic, type.encode(message, now)));
    }

    /// How many records were ever written to a topic whose writers use no transactions.
    public long written(TopicSpec topic) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, topic.partitions())
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition), _ -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell where " + topic.name() + " ends", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(2));
    }
}
