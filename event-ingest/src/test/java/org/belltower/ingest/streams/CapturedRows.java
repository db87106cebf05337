package org.belltower.ingest.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.wire.JsonCodec;
import org.jspecify.annotations.Nullable;

/// Records as Debezium writes them, one a log's entry, each a little later than the last.
final class CapturedRows {
    private final Instant start;
    private long position = 1_000;
    private long seconds;
    private long transaction = 700;
    private boolean inTransaction;

    CapturedRows(Instant start) {
        this.start = start;
    }

    /// The source's log begins anew, as after it was restored from a copy.
    void restore() {
        position = 10;
        seconds += 3_600;
    }

    /// What is written until [#commit] is of one transaction.
    void begin() {
        transaction++;
        inTransaction = true;
    }

    void commit() {
        inTransaction = false;
    }

    /// Nothing is written for so long.
    void pass(Duration time) {
        seconds += time.toSeconds();
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

    /// A primary key that is updated: the end under the old one, with the row as it was, and the beginning
    /// under the new one, which says nothing of that. Between them is a tombstone, which is left out here.
    Rekeyed rekey(String table, Map<String, ?> before, Map<String, ?> after) {
        step();
        return new Rekeyed(
                entry(table, "d", "false", before, null).with("__debezium.newkey", key(table, after)),
                entry(table, "c", "false", null, after).with("__debezium.oldkey", key(table, before)));
    }

    /// As [#rekey] where Connect writes headers as texts, which it does by itself.
    Rekeyed rekeyWithTexts(String table, Map<String, ?> before, Map<String, ?> after) {
        step();
        byte[] text = "Struct{id=7}".getBytes(StandardCharsets.UTF_8);
        return new Rekeyed(
                entry(table, "d", "false", before, null).with("__debezium.newkey", text),
                entry(table, "c", "false", null, after).with("__debezium.oldkey", text));
    }

    record Rekeyed(Entry end, Entry begin) {}

    record Entry(TestRecord<byte[], byte[]> record) {
        private Entry with(String header, byte[] value) {
            record.headers().add(header, value);
            return this;
        }
    }

    private TestRecord<byte[], byte[]> record(
            String table,
            String operation,
            String snapshot,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        step();
        return entry(table, operation, snapshot, before, after).record();
    }

    private void step() {
        position += 10;
        if (!inTransaction) {
            seconds++;
            transaction++;
        }
    }

    private Entry entry(
            String table,
            String operation,
            String snapshot,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        Map<String, Object> source = new TreeMap<>(Map.of(
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
                snapshot,
                "txId",
                transaction));
        Map<String, Object> envelope = new TreeMap<>(Map.of("op", operation, "source", source));
        if (before != null) {
            envelope.put("before", before);
        }
        if (after != null) {
            envelope.put("after", after);
        }
        Map<String, ?> row = after == null ? before : after;
        byte[] key = row == null ? null : key(table, row);
        return new Entry(
                new TestRecord<>(key, JsonCodec.write(envelope), new RecordHeaders(), start.plusSeconds(seconds)));
    }

    private static byte[] key(String table, Map<String, ?> row) {
        return JsonCodec.write(Map.of(table + "_id", row.get(table + "_id")));
    }
}
