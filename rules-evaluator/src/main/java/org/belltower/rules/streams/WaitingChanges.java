package org.belltower.rules.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.model.wire.JsonCodec;
import org.belltower.service.streams.StoredJson;

/// The changes of one task that wait for an audience: of students of whom nobody has said anything yet, as when a score
/// overtakes the roster. Those of a student are taken in the order in which they came.
///
/// They are kept in a store; since when each waits is kept beside it, and begins anew with a new task:
/// what says who the student is may stand unread on its topic, and a task that was away for long must
/// not give up before it has read. No
/// more than [#MOST] wait: of more the oldest wait no longer, so that a source of wrong ids costs little.
///
/// Not thread-safe: one for each task.
final class WaitingChanges {
    /// In one task. A hundred bytes each in memory, and the record on disk.
    static final int MOST = 10_000;

    private static final String SEPARATOR = "\u001f";

    private final KeyValueStore<String, byte[]> store;
    private final Duration patience;
    /// By the keys of the store, the oldest first.
    private final SequencedMap<String, Instant> since = new LinkedHashMap<>();

    /// @param patience how long one waits
    /// @param now since when those wait that are in the store already
    WaitingChanges(KeyValueStore<String, byte[]> store, Duration patience, Instant now) {
        this.store = store;
        this.patience = patience;
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                since.put(all.next().key, now);
            }
        }
    }

    /// Whether something of the student waits, behind which what comes now belongs (I-23).
    boolean any(String student) {
        if (since.isEmpty()) {
            return false;
        }
        try (KeyValueIterator<String, byte[]> waiting = ofStudent(student)) {
            return waiting.hasNext();
        }
    }

    void put(String student, WaitingChange change, Instant now) {
        String key = student + SEPARATOR + String.format(Locale.ROOT, "%016x", change.offset());
        store.put(key, JsonCodec.write(change));
        since.put(key, now);
    }

    /// Takes all of a student, in their order.
    List<WaitingChange> take(String student) {
        List<WaitingChange> taken = new ArrayList<>();
        if (!since.isEmpty()) {
            try (KeyValueIterator<String, byte[]> waiting = ofStudent(student)) {
                while (waiting.hasNext()) {
                    KeyValue<String, byte[]> each = waiting.next();
                    taken.add(take(each.key, each.value));
                }
            }
        }
        return taken;
    }

    /// Takes those that have waited long enough, or are too many, the oldest first.
    List<WaitingChange> takeOver(Instant now) {
        List<WaitingChange> taken = new ArrayList<>();
        while (!since.isEmpty()
                && (since.size() > MOST || isOver(since.firstEntry().getValue(), now))) {
            String key = since.firstEntry().getKey();
            taken.add(take(key, store.get(key)));
        }
        return taken;
    }

    private boolean isOver(Instant began, Instant now) {
        return !began.plus(patience).isAfter(now);
    }

    private WaitingChange take(String key, byte[] value) {
        store.delete(key);
        since.remove(key);
        return StoredJson.read(value, WaitingChange.class);
    }

    private KeyValueIterator<String, byte[]> ofStudent(String student) {
        return store.prefixScan(student + SEPARATOR, new StringSerializer());
    }
}
