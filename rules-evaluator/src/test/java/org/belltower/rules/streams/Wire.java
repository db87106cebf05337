package org.belltower.rules.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaRecords;

/// The neighbours of the evaluator on a real Kafka: writes what they write, reads what they read. Not thread-safe.
public final class Wire implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public Wire(String bootstrapServers, TopicSpec... read) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "neighbour-" + UUID.randomUUID(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(read).stream().map(TopicSpec::name).toList());
    }

    /// Returns at once; [#flush()] waits for the acknowledgements.
    public void write(TopicSpec topic, WireRecord record) {
        send(KafkaRecords.toProducerRecord(topic, record));
    }

    /// As [#write].
    ///
    /// @param time of the record on its topic
    public void write(TopicSpec topic, WireRecord record, Instant time) {
        ProducerRecord<byte[], byte[]> untimed = KafkaRecords.toProducerRecord(topic, record);
        send(new ProducerRecord<>(
                untimed.topic(), null, time.toEpochMilli(), untimed.key(), untimed.value(), untimed.headers()));
    }

    /// As [#write], without a timestamp: brokers take that, and this client's constructor does not.
    public void writeTimeless(TopicSpec topic, WireRecord record) {
        ProducerRecord<byte[], byte[]> timed = KafkaRecords.toProducerRecord(topic, record);
        send(new ProducerRecord<>(timed.topic(), null, timed.key(), timed.value(), timed.headers()) {
            @Override
            public Long timestamp() {
                return RecordBatch.NO_TIMESTAMP;
            }
        });
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (_, failure) -> {
            if (failure != null) {
                throw new AssertionError("not written: " + failure);
            }
        });
    }

    public void flush() {
        producer.flush();
    }

    /// What has come since the last call, waiting a little.
    public List<ConsumerRecord<byte[], byte[]>> read() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(Duration.ofMillis(300)).forEach(records::add);
        return records;
    }

    public static <T> T decode(ConsumerRecord<byte[], byte[]> record, MessageType<T> type) {
        try {
            return type.decode(KafkaRecords.headers(record.headers()), Objects.requireNonNull(record.value()));
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
