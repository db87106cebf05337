package org.belltower.ingest.streams;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.wire.JsonCodec;
import org.jspecify.annotations.Nullable;

/// Records as Debezium writes them, one a log's entry, each a little later than the last.
final class CapturedRows {
    private final Instant start;
    private long position = 1_000;
    private long seconds;

    CapturedRows(Instant start) {
        this.start = start;
    }

    /// The source's log begins anew, as after it was restored from a copy.
    void restore() {
        position = 10;
        seconds += 3_600;
    }

    TestRecord<byte[], byte[]> read(String table, Map<String, ?> row) {
        return record(table, "r", "true", null, row);
    }

    TestRecord<byte[], byte[]> readIncrementally(String table, Map<String, ?> row) {
        return record(table, "r", "incremental", null, row);
    }

    TestRecord<byte[], byte[]> insert(String table, Map<String, ?> row) {
        return record(table, "c", "false", null, row);
    }

    TestRecord<byte[], byte[]> update(String table, Map<String, ?> before, Map<String, ?> after) {
        return record(table, "u", "false", before, after);
    }

    TestRecord<byte[], byte[]> delete(String table, Map<String, ?> before) {
        return record(table, "d", "false", before, null);
    }

    TestRecord<byte[], byte[]> truncate(String table) {
        return record(table, "t", "false", null, null);
    }

    private TestRecord<byte[], byte[]> record(
            String table,
            String operation,
            String snapshot,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        position += 10;
        seconds++;
        Map<String, Object> source = Map.of(
                "connector",
                "postgresql",
                "schema",
                "sis",
                "table",
                table,
                "lsn",
                position,
                "ts_ms",
                start.plusSeconds(seconds).toEpochMilli(),
                "snapshot",
                snapshot);
        Map<String, Object> envelope = new TreeMap<>(Map.of("op", operation, "source", source));
        if (before != null) {
            envelope.put("before", before);
        }
        if (after != null) {
            envelope.put("after", after);
        }
        Map<String, ?> row = after == null ? before : after;
        byte[] key = row == null ? null : JsonCodec.write(Map.of(table + "_id", row.get(table + "_id")));
        return new TestRecord<>(key, JsonCodec.write(envelope), start.plusSeconds(seconds));
    }
}
