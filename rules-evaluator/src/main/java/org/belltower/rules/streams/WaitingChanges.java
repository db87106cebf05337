package org.belltower.rules.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// The changes of one task that wait for an audience: of students of whom nobody has said anything yet, as when a score
/// overtakes the roster. Those of a student are taken in the order in which they came.
///
/// They are kept in a store; since when each waits is kept beside it, and begins anew with a new task:
/// what says who the student is may stand unread on its topic, and a task that was away for long must
/// not give up before it has read. No more than [#MOST] wait: of more the oldest of the district that has
/// most wait no longer, so that wrong ids cost little, and other districts nothing.
///
/// Not thread-safe: one for each task.
final class WaitingChanges {
    /// In one task. A hundred bytes each in memory, and the record on disk.
    static final int MOST = 10_000;

    private static final String SEPARATOR = "\u001f";
    private static final int HEXADECIMAL = 16;

    private final KeyValueStore<String, byte[]> store;
    private final Duration patience;
    /// Of each district by the keys of the store, the oldest first.
    private final Map<String, SequencedMap<String, Instant>> since = new HashMap<>();

    private int count;

    /// What waits no longer.
    sealed interface Taken {
        /// As it was put.
        record Change(WaitingChange change) implements Taken {}

        /// What is kept of it cannot be read back.
        ///
        /// @param offset where the change stood
        /// @param kept whatever is there
        /// @param reason names fields and rules, never values
        // An array: it is what the store has, and it is never compared.
        @SuppressWarnings("ArrayRecordComponent")
        record Unreadable(String student, long offset, byte[] kept, String reason) implements Taken {}
    }

    /// @param patience how long one waits
    /// @param now since when those wait that are in the store already
    WaitingChanges(KeyValueStore<String, byte[]> store, Duration patience, Instant now) {
        this.store = store;
        this.patience = patience;
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                begin(all.next().key, now);
            }
        }
    }

    /// Whether something of the student waits, behind which what comes now belongs (I-23).
    boolean any(String student) {
        if (count == 0) {
            return false;
        }
        try (KeyValueIterator<String, byte[]> waiting = ofStudent(student)) {
            return waiting.hasNext();
        }
    }

    void put(String student, WaitingChange change, Instant now) {
        String key = student + SEPARATOR + String.format(Locale.ROOT, "%016x", change.offset());
        store.put(key, JsonCodec.write(change));
        begin(key, now);
    }

    private void begin(String key, Instant now) {
        if (since.computeIfAbsent(districtOf(key), _ -> new LinkedHashMap<>()).put(key, now) == null) {
            count++;
        }
    }

    private static String districtOf(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    /// Takes all of a student, in their order.
    List<Taken> take(String student) {
        List<Taken> taken = new ArrayList<>();
        if (count > 0) {
            try (KeyValueIterator<String, byte[]> waiting = ofStudent(student)) {
                while (waiting.hasNext()) {
                    KeyValue<String, byte[]> each = waiting.next();
                    taken.add(take(each.key, each.value));
                }
            }
        }
        return taken;
    }

    /// Takes those that have waited long enough, or are too many; the oldest of a district first.
    List<Taken> takeOver(Instant now) {
        List<Taken> taken = new ArrayList<>();
        for (SequencedMap<String, Instant> district : List.copyOf(since.values())) {
            while (!district.isEmpty() && isOver(district.firstEntry().getValue(), now)) {
                taken.add(takeFirst(district));
            }
        }
        while (count > MOST) {
            taken.add(takeFirst(Collections.max(since.values(), Comparator.comparingInt(Map::size))));
        }
        return taken;
    }

    private Taken takeFirst(SequencedMap<String, Instant> district) {
        String key = district.firstEntry().getKey();
        return take(key, store.get(key));
    }

    private boolean isOver(Instant began, Instant now) {
        return !began.plus(patience).isAfter(now);
    }

    private Taken take(String key, byte[] value) {
        store.delete(key);
        end(key);
        try {
            return new Taken.Change(JsonCodec.read(value, WaitingChange.class));
        } catch (MalformedMessageException e) {
            int end = key.lastIndexOf(SEPARATOR);
            long offset = Long.parseLong(key.substring(end + SEPARATOR.length()), HEXADECIMAL);
            return new Taken.Unreadable(key.substring(0, end), offset, value, e.getMessage());
        }
    }

    private void end(String key) {
        SequencedMap<String, Instant> district = since.get(districtOf(key));
        if (district != null && district.remove(key) != null) {
            count--;
            if (district.isEmpty()) {
                since.remove(districtOf(key));
            }
        }
    }

    private KeyValueIterator<String, byte[]> ofStudent(String student) {
        return store.prefixScan(student + SEPARATOR, new StringSerializer());
    }
}
