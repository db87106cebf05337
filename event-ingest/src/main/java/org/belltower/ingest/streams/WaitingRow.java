package org.belltower.ingest.streams;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.belltower.ingest.sis.mapping.EventMapping;
import org.belltower.model.change.ChangeType;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;

/// A record that one mapping can make nothing of before another row is known, or before what happened to the same row
/// is told, as it is kept: whole, since it may have to be put aside as it stood.
///
/// @param sourceKey of the source, under which it passes the topology
/// @param row what it is about among all that waits; null if the table has no key
/// @param type of the events of the mapping; the table stands in the record
/// @param offset of the record among all that its task reads, by which those that wait keep their order
/// @param generation of the log when it was read
/// @param since when
/// @param begin whether the row begins with it, live: of one that ends before it was told of, nobody need hear
/// @param end whether it says that the row is gone: what it waits for may be gone with it
/// @param where of the mapping, for whoever reads why it waited in vain
/// @param lookup by which the other row is looked up
/// @param timestamp of the record
// Arrays: they are what the record has, and it is never compared.
@SuppressWarnings("ArrayRecordComponent")
record WaitingRow(
        @Nullable String row,
        ChangeType type,
        long offset,
        int generation,
        Instant since,
        boolean begin,
        boolean end,
        String where,
        String lookup,
        long timestamp,
        byte[] sourceKey,
        byte[] value,
        Map<String, byte[]> headers) {
    private static final int LONGEST_BYTES = 500 * 1024;

    WaitingRow {
        required("type", type);
        required("since", since);
        headers = Map.copyOf(headers);
    }

    /// Whether Kafka might not take it as it is kept, in Base64 and beside the rest.
    boolean isTooLarge() {
        return value.length + KafkaRecords.size(recordHeaders()) > LONGEST_BYTES;
    }

    /// @param lookup by which the row is looked up for which it waits; null if it waits for its own former self
    static WaitingRow of(Reading reading, EventMapping mapping, @Nullable String lookup, boolean begin, boolean end) {
        Record<byte[], byte[]> record = reading.record();
        return new WaitingRow(
                rowOf(record, mapping.type()),
                mapping.type(),
                reading.offset(),
                reading.generation(),
                reading.since(),
                begin,
                end,
                mapping.location() + ", " + mapping.table(),
                lookup == null ? "" : lookup,
                record.timestamp(),
                record.key(),
                record.value(),
                map(record.headers()));
    }

    /// Names a row among all, for the events of one type; null if its table has no key.
    static @Nullable String rowOf(Record<byte[], byte[]> record, ChangeType type) {
        byte[] key = Origins.key(record.headers());
        return key == null
                ? null
                : Origins.place(record.headers()).topic() + " " + type + " "
                        + Base64.getEncoder().encodeToString(key);
    }

    /// As it was when it was read first.
    Reading reading() {
        return new Reading(record(), offset, generation, since);
    }

    /// A record that is being read.
    ///
    /// @param offset among all that its task reads
    /// @param generation of the log
    /// @param since when it was read first
    record Reading(Record<byte[], byte[]> record, long offset, int generation, Instant since) {}

    Record<byte[], byte[]> record() {
        return new Record<>(sourceKey, value, timestamp, recordHeaders());
    }

    private RecordHeaders recordHeaders() {
        RecordHeaders all = new RecordHeaders();
        headers.forEach(all::add);
        return all;
    }

    private static Map<String, byte[]> map(Headers headers) {
        Map<String, byte[]> all = new HashMap<>();
        for (Header header : headers) {
            byte @Nullable [] value = header.value();
            if (value != null) {
                all.put(header.key(), value);
            }
        }
        return all;
    }

    /// Without what stands in the row.
    @Override
    public String toString() {
        return "WaitingRow[type=" + type + " lookup=" + lookup + "]";
    }
}
