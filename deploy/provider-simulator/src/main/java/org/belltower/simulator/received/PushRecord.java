package org.belltower.simulator.received;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Every request in the order of arrival: the newest in full, many more in a ledger of ids, times
/// and answers, all of them counted.
///
/// A ring of fixed size under one lock that is held for a few stores when a request arrives. When
/// the ring is full the oldest entry gives way; counts and sequence numbers go on. Safe for use by
/// many threads.
public final class PushRecord {

    /// A part of the record.
    ///
    /// @param pushes in order
    /// @param next what to pass as `since` for the part that follows
    /// @param missed how many entries after `since` had already given way to newer ones
    public record Page(List<ReceivedPush> pushes, long next, long missed) {

        /// Copies the list.
        public Page {
            pushes = List.copyOf(pushes);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable ReceivedPush[] ring;
    private final Ledger ledger;
    private final Map<Provider, Tally> tallies = new EnumMap<>(Provider.class);
    private long last;

    /// @param capacity how many requests are kept in full; 0 for none
    /// @param ledgerCapacity of how many the ledger tells; 0 for none
    public PushRecord(int capacity, int ledgerCapacity) {
        if (capacity < 0 || ledgerCapacity < 0) {
            throw new IllegalArgumentException("capacity must not be negative: " + capacity + ", " + ledgerCapacity);
        }
        this.ring = new @Nullable ReceivedPush[capacity];
        this.ledger = new Ledger(ledgerCapacity);
    }

    /// Adds a request.
    ///
    /// @param pushId null if it carried none
    /// @param inFull makes the entry of its sequence number; not called if none is kept. Must be
    /// quick: it runs under the lock
    public void add(
            Instant at, Provider provider, @Nullable String pushId, Answer answer, LongFunction<ReceivedPush> inFull) {
        lock.lock();
        try {
            last++;
            if (ring.length > 0) {
                ring[(int) (last % ring.length)] = inFull.apply(last);
            }
            ledger.add(at, provider, pushId, answer);
            tally(provider).count(answer);
        } finally {
            lock.unlock();
        }
    }

    /// Counts requests that came and were not processed.
    public void unprocessed(Provider provider, int requests) {
        lock.lock();
        try {
            tally(provider).unprocessed += requests;
        } finally {
            lock.unlock();
        }
    }

    private Tally tally(Provider provider) {
        return tallies.computeIfAbsent(provider, _ -> new Tally());
    }

    /// The ledger's entries with a sequence above `since`, oldest first, at most `limit`.
    public List<LedgerEntry> ledger(long since, int limit) {
        lock.lock();
        try {
            return ledger.after(since, limit);
        } finally {
            lock.unlock();
        }
    }

    /// Everything still kept, oldest first.
    public List<ReceivedPush> all() {
        return page(0, Integer.MAX_VALUE, _ -> true).pushes();
    }

    /// What is still kept of one device token, oldest first.
    public List<ReceivedPush> of(String token) {
        return page(0, Integer.MAX_VALUE, push -> token.equals(push.token())).pushes();
    }

    /// Kept entries with a sequence above `since` that match, oldest first, at most `limit`.
    public Page page(long since, int limit, Predicate<ReceivedPush> matching) {
        List<ReceivedPush> kept = after(since);
        long missed = kept.isEmpty() ? 0 : kept.getFirst().sequence() - since - 1;
        List<ReceivedPush> found = new ArrayList<>();
        long next = since;
        for (ReceivedPush push : kept) {
            if (found.size() == limit) {
                break;
            }
            next = push.sequence();
            if (matching.test(push)) {
                found.add(push);
            }
        }
        return new Page(found, next, missed);
    }

    /// How many requests arrived, those no longer kept included.
    public long total() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /// The counts of one provider, those no longer kept included.
    public Counts counts(Provider provider) {
        lock.lock();
        try {
            Tally tally = tallies.get(provider);
            return tally == null ? Counts.NONE : tally.counts();
        } finally {
            lock.unlock();
        }
    }

    /// Forgets everything; the next request has sequence 1.
    public void clear() {
        lock.lock();
        try {
            Arrays.fill(ring, null);
            ledger.clear();
            tallies.clear();
            last = 0;
        } finally {
            lock.unlock();
        }
    }

    private List<ReceivedPush> after(long since) {
        lock.lock();
        try {
            long first = Math.max(Math.max(since, 0) + 1, last - ring.length + 1);
            List<ReceivedPush> kept = new ArrayList<>((int) Math.max(0, last - first + 1));
            for (long sequence = first; sequence <= last; sequence++) {
                ReceivedPush push = ring[(int) (sequence % ring.length)];
                if (push != null) {
                    kept.add(push);
                }
            }
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /// Guarded by the lock of the record.
    private static final class Tally {
        private long accepted;
        private long stalled;
        private long disconnected;
        private long reset;
        private long unprocessed;
        private final Map<Answer.Rejected, Long> rejected = new HashMap<>();

        void count(Answer answer) {
            switch (answer) {
                case Answer.Accepted() -> accepted++;
                case Answer.Stalled() -> stalled++;
                case Answer.Disconnected() -> disconnected++;
                case Answer.Reset _ -> reset++;
                case Answer.Rejected rejection -> rejected.merge(rejection, 1L, Long::sum);
            }
        }

        Counts counts() {
            Map<String, Long> named = new TreeMap<>();
            rejected.forEach((answer, times) ->
                    named.merge((answer.status() + " " + answer.reason()).strip(), times, Long::sum));
            long rejections = named.values().stream().mapToLong(Long::longValue).sum();
            return new Counts(
                    accepted + stalled + disconnected + reset + rejections,
                    accepted,
                    stalled,
                    disconnected,
                    reset,
                    named,
                    unprocessed);
        }
    }
}
