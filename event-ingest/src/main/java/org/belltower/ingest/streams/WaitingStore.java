package org.belltower.ingest.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/// Records that wait for a row, by the place at which it will be found, in the order in which they came.
///
/// Not thread-safe: one for each task.
final class WaitingStore {
    private static final String SEPARATOR = "\u001f";
    private static final int SLICE = 1_000;

    private final KeyValueStore<String, byte[]> rows;
    private @Nullable String from;

    WaitingStore(KeyValueStore<String, byte[]> rows) {
        this.rows = rows;
    }

    /// @param place of the row that it waits for
    void put(String place, WaitingRow row) {
        String key = String.join(
                SEPARATOR,
                place,
                String.format("%016x", row.offset()),
                row.type().name());
        rows.put(key, JsonCodec.write(row));
    }

    /// Takes those that wait for the row at a place, oldest first.
    List<WaitingRow> takeFor(String place) {
        List<WaitingRow> taken = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> waiting = rows.prefixScan(place + SEPARATOR, new StringSerializer())) {
            while (waiting.hasNext()) {
                taken.add(take(waiting.next()));
            }
        }
        return taken;
    }

    /// Takes those that have waited too long, out of a slice of all. Each call goes on where the last one
    /// stopped, so that none is long however many wait.
    List<WaitingRow> takeOver(Predicate<WaitingRow> isOver) {
        List<WaitingRow> taken = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> waiting = rows.range(from, null)) {
            int looked = 0;
            while (waiting.hasNext() && looked < SLICE) {
                KeyValue<String, byte[]> each = waiting.next();
                if (isOver.test(read(each.value))) {
                    taken.add(take(each));
                }
                looked++;
            }
            from = waiting.hasNext() ? waiting.peekNextKey() : null;
        }
        return taken;
    }

    private WaitingRow take(KeyValue<String, byte[]> waiting) {
        rows.delete(waiting.key);
        return read(waiting.value);
    }

    private static WaitingRow read(byte[] json) {
        try {
            return JsonCodec.read(json, WaitingRow.class);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a store holds what this service wrote", e);
        }
    }
}
