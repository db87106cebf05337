package org.belltower.ingest.streams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.model.wire.JsonCodec;
import org.belltower.service.streams.StoredJson;
import org.jspecify.annotations.Nullable;

/// Records that wait for a row, by the place at which it will be found, in the order in which they came; and of
/// each row of which something waits, where.
///
/// Not thread-safe: one for each task.
final class WaitingStore {
    private static final String SEPARATOR = "\u001f";
    /// Before all places, which begin with a district's name.
    private static final String ROW = "\u0001";

    private static final String FIRST_PLACE = "\u0002";
    private static final int SLICE = 1_000;

    private final KeyValueStore<String, byte[]> rows;
    private final Consumer<Unreadable> lost;
    private String from = FIRST_PLACE;

    /// @param lost takes what cannot be read back, which waits no longer then
    WaitingStore(KeyValueStore<String, byte[]> rows, Consumer<Unreadable> lost) {
        this.rows = rows;
        this.lost = lost;
    }

    /// What is kept of a record, which nobody can read any more.
    ///
    /// @param offset of the record among all that its task reads
    // An array: it is what is kept, and it is never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Unreadable(String place, long offset, byte[] kept) {}

    /// A record that waits.
    ///
    /// @param place of the row that it waits for
    record Waiting(String place, WaitingRow row) {}

    /// @param place of the row that it waits for
    void put(String place, WaitingRow row) {
        rows.put(key(place, row), JsonCodec.write(row));
        if (row.row() != null) {
            rows.put(ROW + row.row(), place.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String key(String place, WaitingRow row) {
        return String.join(
                SEPARATOR,
                place,
                String.format("%016x", row.offset()),
                row.type().name());
    }

    /// Whether a record waits at a place.
    boolean has(String place, WaitingRow row) {
        return rows.get(key(place, row)) != null;
    }

    /// Where something of a row waits.
    ///
    /// @param row [WaitingRow#row]
    Optional<String> placeOf(@Nullable String row) {
        byte[] place = row == null ? null : rows.get(ROW + row);
        return place == null ? Optional.empty() : Optional.of(new String(place, StandardCharsets.UTF_8));
    }

    /// Takes those that wait for the row at a place, oldest first, and no more of them than that.
    List<WaitingRow> takeFor(String place, int most) {
        return takeFor(place, most, _ -> true);
    }

    /// Takes those of some rows that wait at a place, oldest first.
    ///
    /// @param of [WaitingRow#row] of each
    List<WaitingRow> takeOf(Set<String> of, String place) {
        return of.isEmpty()
                ? List.of()
                : takeFor(place, Integer.MAX_VALUE, each -> each.row() != null && of.contains(each.row()));
    }

    /// Takes all of which something holds, wherever they wait; looks at every one.
    List<WaitingRow> takeAll(Predicate<WaitingRow> wanted) {
        List<WaitingRow> taken = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> waiting = rows.range(FIRST_PLACE, null)) {
            while (waiting.hasNext()) {
                KeyValue<String, byte[]> each = waiting.next();
                WaitingRow row = read(each);
                if (row != null && wanted.test(row)) {
                    taken.add(take(each.key, row));
                }
            }
        }
        return taken;
    }

    private List<WaitingRow> takeFor(String place, int most, Predicate<WaitingRow> wanted) {
        List<WaitingRow> taken = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> waiting = rows.prefixScan(place + SEPARATOR, new StringSerializer())) {
            while (waiting.hasNext() && taken.size() < most) {
                KeyValue<String, byte[]> each = waiting.next();
                WaitingRow row = read(each);
                if (row != null && wanted.test(row)) {
                    taken.add(take(each.key, row));
                }
            }
        }
        return taken;
    }

    /// A slice of all that waits. Each call goes on where the last one stopped, so that none is long however
    /// many wait.
    List<Waiting> slice() {
        List<Waiting> slice = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> waiting = rows.range(from, null)) {
            while (waiting.hasNext() && slice.size() < SLICE) {
                KeyValue<String, byte[]> each = waiting.next();
                WaitingRow row = read(each);
                if (row != null) {
                    slice.add(new Waiting(placeIn(each.key), row));
                }
            }
            from = waiting.hasNext() ? waiting.peekNextKey() : FIRST_PLACE;
        }
        return slice;
    }

    void take(Waiting one) {
        var _ = take(key(one.place(), one.row()), one.row());
    }

    /// Without the offset and the type at its end.
    private static String placeIn(String key) {
        return key.substring(0, key.lastIndexOf(SEPARATOR, key.lastIndexOf(SEPARATOR) - 1));
    }

    private WaitingRow take(String key, WaitingRow row) {
        rows.delete(key);
        if (row.row() != null) {
            rows.delete(ROW + row.row());
        }
        return row;
    }

    /// Null if nobody can, as of a store that was damaged.
    private @Nullable WaitingRow read(KeyValue<String, byte[]> each) {
        try {
            return StoredJson.read(each.value, WaitingRow.class);
        } catch (IllegalStateException _) {
            rows.delete(each.key);
            lost.accept(new Unreadable(placeIn(each.key), offsetIn(each.key), each.value));
            return null;
        }
    }

    private static long offsetIn(String key) {
        int type = key.lastIndexOf(SEPARATOR);
        return HexFormat.fromHexDigitsToLong(key, key.lastIndexOf(SEPARATOR, type - 1) + SEPARATOR.length(), type);
    }
}
