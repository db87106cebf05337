package org.belltower.ingest.streams;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.belltower.ingest.sis.mapper.Mapped;
import org.belltower.ingest.sis.mapping.EventMapping;
import org.belltower.model.change.ChangeType;
import org.jspecify.annotations.Nullable;

/// A record that one mapping can make nothing of before another row is known, as it is kept: whole, since it may have
/// to
/// be put aside as it stood.
///
/// @param sourceKey of the source, under which it passes the topology
/// @param type of the events of the mapping; the table stands in the record
/// @param offset of the record among all that its task reads, by which those that wait keep their order
/// @param generation of the log when it was read
/// @param since when
/// @param mayBeGone whether what it waits for may be gone with it
/// @param where of the mapping, for whoever reads why it waited in vain
/// @param lookup by which the other row is looked up
/// @param timestamp of the record
// Arrays: they are what the record has, and it is never compared.
@SuppressWarnings("ArrayRecordComponent")
record WaitingRow(
        ChangeType type,
        long offset,
        int generation,
        Instant since,
        boolean mayBeGone,
        String where,
        String lookup,
        long timestamp,
        byte[] sourceKey,
        byte[] value,
        Map<String, byte[]> headers) {
    WaitingRow {
        required("type", type);
        required("since", since);
        headers = Map.copyOf(headers);
    }

    static WaitingRow of(Reading reading, EventMapping mapping, Mapped.Waits waits) {
        Record<byte[], byte[]> record = reading.record();
        return new WaitingRow(
                mapping.type(),
                reading.offset(),
                reading.generation(),
                reading.since(),
                waits.mayBeGone(),
                mapping.location() + ", " + mapping.table(),
                waits.lookup().name(),
                record.timestamp(),
                record.key(),
                record.value(),
                map(record.headers()));
    }

    /// Whether another, that came later, says of the same row that it does not count any more.
    boolean isEndedBy(WaitingRow later) {
        return later.mayBeGone && later.type == type && sameRow(later);
    }

    private boolean sameRow(WaitingRow other) {
        RecordHeaders ours = recordHeaders();
        RecordHeaders theirs = other.recordHeaders();
        return Arrays.equals(Origins.key(ours), Origins.key(theirs))
                && Origins.key(ours) != null
                && Origins.place(ours).topic().equals(Origins.place(theirs).topic());
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
