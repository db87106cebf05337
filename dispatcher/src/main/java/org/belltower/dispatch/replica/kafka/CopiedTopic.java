package org.belltower.dispatch.replica.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.belltower.dispatch.replica.Copy;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.service.kafka.KafkaRecords;
import org.jboss.logging.Logger;

/// A topic with the copy of it.
public record CopiedTopic<T>(TopicSpec topic, MessageType<T> type, Copy<T> copy) {
    private static final Logger LOG = Logger.getLogger(CopiedTopic.class);

    List<TopicPartition> partitions() {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    /// Takes the record in. One that nobody can read denies what it is about, and keeps no other from being read.
    void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                copy.remove(key(record));
            } else {
                copy.put(type.decode(KafkaRecords.headers(record.headers()), record.value()));
            }
        } catch (MalformedMessageException | InvalidFieldException e) {
            deny(record, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A defect. One record must not keep all the others from being known (I-20).
            deny(record, "defect: " + e.getClass().getSimpleName());
        }
    }

    private void deny(ConsumerRecord<byte[], byte[]> record, String reason) {
        try {
            RecordKey key = key(record);
            copy.deny(key);
            LOG.errorf(
                    "event=copy-unreadable topic=%s partition=%d offset=%d key=%s reason=\"%s\"",
                    record.topic(), record.partition(), record.offset(), key, reason);
        } catch (InvalidFieldException e) {
            LOG.errorf(
                    "event=copy-key-unreadable topic=%s partition=%d offset=%d reason=\"%s\"",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private static RecordKey key(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return RecordKey.parse(key == null ? "" : new String(key, StandardCharsets.UTF_8));
    }
}
