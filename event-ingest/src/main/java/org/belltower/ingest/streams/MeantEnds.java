package org.belltower.ingest.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ChangeType;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.WireRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Ends of rows that mean a value of their item, until it is sure that they do: a transaction that
/// deletes a row may write another of the same item, before or after, and a family must not be told
/// what was true at no moment.
///
/// So of each transaction it is kept which items its rows are about, and an end is held until
/// nothing of its transaction was read for a while. That others are read meanwhile does not say
/// that it is over: its rows may stand in several partitions, which are read in no certain order.
/// What another transaction writes of an item is told after an end that is held of it.
///
/// Not thread-safe: one for each source of a task.
final class MeantEnds {
    private static final Logger LOG = Logger.getLogger(MeantEnds.class);

    /// For which nothing of a transaction is read once it is over.
    static final Duration QUIET = Duration.ofSeconds(5);

    /// By how much newer than all of it other records are by then, if so many come that it never is
    /// quiet. Hosts' clocks are that near to each other.
    private static final Duration PASSED = Duration.ofMinutes(1);

    private static final String SEPARATOR = "\u001f";
    private static final int SLICE = 1_000;

    private final KeyValueStore<String, byte[]> store;
    private final String transactions;
    private final String held;
    private final ObjLongConsumer<ChangeEvent> tell;
    /// Transactions of which something is kept, the one that was read last at the end.
    private final Map<String, Seen> open = new LinkedHashMap<>();

    /// The time of the last record.
    private long latest;

    /// @param source [org.belltower.ingest.sis.mapping.SourceMapping#key]
    /// @param started now
    /// @param tell takes an event and the time of its record
    MeantEnds(String source, KeyValueStore<String, byte[]> store, Instant started, ObjLongConsumer<ChangeEvent> tell) {
        this.store = store;
        this.transactions = source + SEPARATOR + "transaction" + SEPARATOR;
        this.held = source + SEPARATOR + "held" + SEPARATOR;
        this.tell = tell;
        try (KeyValueIterator<String, byte[]> all = store.prefixScan(transactions, new StringSerializer())) {
            all.forEachRemaining(kept -> {
                int end = kept.key.indexOf(SEPARATOR, transactions.length());
                String transaction = kept.key.substring(transactions.length(), end);
                long timestamp = Kept.read(kept.value).timestamp();
                open.merge(
                        transaction,
                        new Seen(timestamp, started),
                        (one, other) -> one.timestamp() > other.timestamp() ? one : other);
            });
        }
    }

    /// @param timestamp of the last record of a transaction
    /// @param read when that was read
    private record Seen(long timestamp, Instant read) {}

    /// What a transaction says of an item.
    ///
    /// @param timestamp of the last record that says something
    /// @param rows that it wrote, and are there
    /// @param headers of the event that is held; null if none is
    /// @param value of that event
    // An array: it is what the record has, and it is never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Kept(long timestamp, Set<String> rows, @Nullable Map<String, String> headers, byte @Nullable [] value) {
        static final Kept NONE = new Kept(0, Set.of(), null, null);

        Kept {
            rows = Set.copyOf(rows);
            headers = headers == null ? null : Map.copyOf(headers);
        }

        /// As if nothing were kept, if nobody can read it, as of a store that was damaged.
        static Kept read(byte[] kept) {
            try {
                return JsonCodec.read(kept, Kept.class);
            } catch (MalformedMessageException e) {
                LOG.errorf("event=held-end-unreadable action=not-told reason=\"%s\"", e.getMessage());
                return NONE;
            }
        }

        /// Null if none is held.
        @Nullable
        ChangeEvent event() {
            if (headers == null || value == null) {
                return null;
            }
            try {
                return ChangeCodec.decode(headers, value);
            } catch (MalformedMessageException e) {
                LOG.errorf("event=held-end-unreadable action=not-told reason=\"%s\"", e.getMessage());
                return null;
            }
        }

        @Override
        public String toString() {
            return "Kept[rows=" + rows.size() + " held=" + (value != null) + "]";
        }
    }

    /// Where an event is from.
    ///
    /// @param transaction by which its row was changed
    /// @param row among all of its table
    /// @param timestamp of its record
    record From(long transaction, String row, long timestamp) {
        private String name() {
            return Long.toHexString(transaction);
        }
    }

    /// A record of a transaction was read, whatever it is about.
    void passes(From from, Instant now) {
        latest = from.timestamp();
        if (open.containsKey(from.name())) {
            touch(from, now);
        }
    }

    private void touch(From from, Instant now) {
        Seen before = open.remove(from.name());
        long timestamp = before == null ? from.timestamp() : Math.max(before.timestamp(), from.timestamp());
        open.put(from.name(), new Seen(timestamp, now));
    }

    /// A row is about an item: no end of another means anything by the same transaction.
    void written(ChangeEvent event, From from, Instant now) {
        String item = item(event);
        tellThatOfAnother(item, from);
        Kept kept = kept(from.name(), item);
        Set<String> rows = new HashSet<>(kept.rows());
        rows.add(from.row());
        if (kept.value() != null) {
            store.delete(held + item);
        }
        keep(item, new Kept(from.timestamp(), rows, null, null), from, now);
        tell.accept(event, from.timestamp());
    }

    /// A row is about an item no more, and that means something.
    ///
    /// @return whether it may; false if another row that the transaction wrote says otherwise
    boolean ended(ChangeEvent end, From from, Instant now) {
        String item = item(end);
        tellThatOfAnother(item, from);
        Kept kept = kept(from.name(), item);
        Set<String> rows = new HashSet<>(kept.rows());
        rows.remove(from.row());
        if (!rows.isEmpty()) {
            keep(item, new Kept(from.timestamp(), rows, null, null), from, now);
            return false;
        }
        WireRecord message = ChangeCodec.encode(end);
        store.put(held + item, from.name().getBytes(StandardCharsets.UTF_8));
        keep(item, new Kept(from.timestamp(), rows, message.headers(), message.value()), from, now);
        return true;
    }

    private void keep(String item, Kept kept, From from, Instant now) {
        store.put(transactions + from.name() + SEPARATOR + item, JsonCodec.write(kept));
        touch(from, now);
    }

    private Kept kept(String transaction, String item) {
        byte[] kept = store.get(transactions + transaction + SEPARATOR + item);
        return kept == null ? Kept.NONE : Kept.read(kept);
    }

    private void tellThatOfAnother(String item, From from) {
        byte[] by = store.get(held + item);
        String transaction = by == null ? from.name() : new String(by, StandardCharsets.UTF_8);
        if (!transaction.equals(from.name())) {
            end(transactions + transaction + SEPARATOR + item, kept(transaction, item));
            store.delete(held + item);
        }
    }

    /// Tells the ends of transactions that are over, and forgets these; as many as one turn may.
    ///
    /// @param calm as [SourceTask#calm]
    void goOn(Instant now, Instant calm) {
        int left = SLICE;
        for (Iterator<Map.Entry<String, Seen>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Seen> oldest = all.next();
            if (!isOver(oldest.getValue(), now, calm)) {
                return;
            }
            left -= end(oldest.getKey(), left);
            if (left <= 0) {
                return;
            }
            all.remove();
        }
    }

    private boolean isOver(Seen seen, Instant now, Instant calm) {
        Instant quiet = seen.read().isAfter(calm) ? seen.read() : calm;
        return latest > seen.timestamp() + PASSED.toMillis()
                || !quiet.plus(QUIET).isAfter(now);
    }

    /// @return how much of it there was; if it is as much as it may be, there may be more
    private int end(String transaction, int most) {
        String prefix = transactions + transaction + SEPARATOR;
        int ended = 0;
        try (KeyValueIterator<String, byte[]> all = store.prefixScan(prefix, new StringSerializer())) {
            for (; ended < most && all.hasNext(); ended++) {
                KeyValue<String, byte[]> one = all.next();
                end(one.key, Kept.read(one.value));
            }
        }
        return ended;
    }

    private void end(String key, Kept kept) {
        ChangeEvent event = kept.event();
        if (event != null) {
            store.delete(held + item(event));
            tell.accept(event, kept.timestamp());
        }
        store.delete(key);
    }

    private static String item(ChangeEvent event) {
        return String.join(
                SEPARATOR,
                ChangeType.of(event.change()).name(),
                event.change().student().value(),
                event.change().item());
    }
}
