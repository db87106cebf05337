package org.belltower.rules.streams;

import static org.belltower.model.InvalidFieldException.required;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.belltower.model.InvalidFieldException;
import org.belltower.service.kafka.DeadLetters;
import org.jspecify.annotations.Nullable;

/// A change that waits for its student's audience, as it is kept: as it stood on its topic, since it may yet have to be
/// put aside.
///
/// @param timestamp of its record: when it was accepted
// Arrays: they are what the record has, and it is never compared.
@SuppressWarnings("ArrayRecordComponent")
record WaitingChange(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte[] key,
        byte[] value,
        Map<String, byte[]> headers) {
    WaitingChange {
        required("topic", topic);
        required("key", key);
        required("value", value);
        if (timestamp < 0) {
            throw new InvalidFieldException("timestamp", "must be 0 or more");
        }
        headers = Map.copyOf(headers);
    }

    static WaitingChange of(Record<byte[], byte[]> record, RecordMetadata place) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : record.headers()) {
            byte @Nullable [] value = header.value();
            if (value != null) {
                headers.put(header.key(), value);
            }
        }
        return new WaitingChange(
                place.topic(),
                place.partition(),
                place.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers);
    }

    /// What of a record would be kept.
    static long bytes(Record<byte[], byte[]> record) {
        long bytes = (long) record.key().length + record.value().length;
        for (Header header : record.headers()) {
            byte @Nullable [] value = header.value();
            bytes += header.key().length();
            bytes += value == null ? 0 : value.length;
        }
        return bytes;
    }

    Record<byte[], byte[]> record() {
        RecordHeaders all = new RecordHeaders();
        headers.forEach(all::add);
        return new Record<>(key, value, timestamp, all);
    }

    DeadLetters.Place place() {
        return new DeadLetters.Place(topic, partition, offset);
    }

    /// Without what stands in it.
    @Override
    public String toString() {
        return "WaitingChange[" + topic + "-" + partition + "@" + offset + "]";
    }
}
