package org.belltower.simulator.received;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Entries in columns: 28 bytes each while push ids are UUIDs, so that a million take 28 MB and no
/// garbage collector ever looks at them. They lie in chunks, made as they are needed; when there
/// are more than the capacity the oldest chunk gives way. Not thread-safe: the record holds its
/// lock.
final class Ledger {

    private static final int CHUNK = 1 << 14;
    private static final int CANONICAL_UUID = 36;

    /// What entries have in common: there are few.
    private record Kind(Provider provider, Answer answer) {}

    private final int mostChunks;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<Kind, Integer> codes = new HashMap<>();
    private long first = 1;
    private long next = 1;

    /// @param capacity at least so many entries are kept; 0 for none
    Ledger(int capacity) {
        // One more, since the newest is not full.
        this.mostChunks = capacity == 0 ? 0 : Math.ceilDiv(capacity, CHUNK) + 1;
    }

    void add(Instant at, Provider provider, @Nullable String pushId, Answer answer) {
        long sequence = next++;
        if (mostChunks == 0) {
            first = next;
            return;
        }
        int slot = (int) ((sequence - 1) % CHUNK);
        if (slot == 0) {
            if (chunks.size() == mostChunks) {
                chunks.removeFirst();
                first += CHUNK;
            }
            chunks.addLast(new Chunk());
        }
        chunks.getLast().set(slot, at, pushId, code(new Kind(provider, answer)));
    }

    private int code(Kind kind) {
        Integer known = codes.get(kind);
        if (known != null) {
            return known;
        }
        kinds.add(kind);
        codes.put(kind, kinds.size() - 1);
        return kinds.size() - 1;
    }

    /// Entries with a sequence above `since`, oldest first, at most `limit`.
    List<LedgerEntry> after(long since, int limit) {
        long from = Math.max(first, Math.max(0, since) + 1);
        long to = Math.min(next, from + limit);
        List<LedgerEntry> entries = new ArrayList<>();
        long begin = first;
        for (Chunk chunk : chunks) {
            for (long sequence = Math.max(from, begin); sequence < Math.min(to, begin + CHUNK); sequence++) {
                entries.add(chunk.entry((int) (sequence - begin), sequence, kinds));
            }
            begin += CHUNK;
        }
        return entries;
    }

    void clear() {
        chunks.clear();
        first = 1;
        next = 1;
    }

    /// Columns of entries that follow one another.
    private static final class Chunk {
        private final long[] micros = new long[CHUNK];
        private final long[] highs = new long[CHUNK];
        private final long[] lows = new long[CHUNK];
        private final int[] codes = new int[CHUNK];
        private @Nullable Map<Integer, String> otherIds;

        void set(int slot, Instant at, @Nullable String pushId, int code) {
            micros[slot] = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
            codes[slot] = code;
            UUID id = pushId == null ? null : canonical(pushId);
            if (id != null) {
                highs[slot] = id.getMostSignificantBits();
                lows[slot] = id.getLeastSignificantBits();
            } else if (pushId != null) {
                Map<Integer, String> others = otherIds;
                if (others == null) {
                    others = new HashMap<>();
                    otherIds = others;
                }
                others.put(slot, pushId);
            }
        }

        LedgerEntry entry(int slot, long sequence, List<Kind> kinds) {
            Kind kind = kinds.get(codes[slot]);
            Instant at = Instant.EPOCH.plus(micros[slot], ChronoUnit.MICROS);
            return new LedgerEntry(sequence, at, kind.provider(), id(slot), kind.answer());
        }

        private @Nullable String id(int slot) {
            if (highs[slot] == 0 && lows[slot] == 0) {
                return otherIds == null ? null : otherIds.get(slot);
            }
            return new UUID(highs[slot], lows[slot]).toString();
        }

        /// Null unless its text can be had back from the number.
        private static @Nullable UUID canonical(String text) {
            if (text.length() != CANONICAL_UUID || text.startsWith("00000000-0000")) {
                return null;
            }
            for (int i = 0; i < CANONICAL_UUID; i++) {
                char c = text.charAt(i);
                boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
                if (hyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                    return null;
                }
            }
            return UUID.fromString(text);
        }
    }
}
