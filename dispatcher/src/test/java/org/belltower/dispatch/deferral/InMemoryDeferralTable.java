package org.belltower.dispatch.deferral;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.belltower.dispatch.deferral.DeferredPush.PushKey;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.jspecify.annotations.Nullable;

/// The table's twin in memory, as slow and as plain as it may be. Away when it is told so.
/// Thread-safe.
public final class InMemoryDeferralTable implements DeferralTable {
    private final Map<PushKey, Row> rows = new HashMap<>();
    private final Map<UUID, Long> leases = new HashMap<>();
    private boolean away;
    private boolean deaf;
    private boolean broken;
    private long asked;
    private @Nullable PushKey refused;

    public synchronized void away(boolean is) {
        away = is;
    }

    /// Puts, claims and ends what it is asked and does not say so.
    public synchronized void deaf(boolean is) {
        deaf = is;
    }

    /// Every call ends as if the memory were full.
    public synchronized void broken(boolean is) {
        broken = is;
    }

    /// How often, whatever for.
    public synchronized long asked() {
        return asked;
    }

    /// Is never taken.
    public synchronized void refuse(PushKey key) {
        refused = key;
    }

    private void taken(List<DeferredPush> pushes) {
        if (pushes.stream().anyMatch(push -> push.key().equals(refused))) {
            throw new IllegalStateException("refused");
        }
    }

    private void there() {
        asked++;
        if (broken) {
            throw new OutOfMemoryError("for a test");
        }
        if (away) {
            throw new NotNowException("away");
        }
    }

    @Override
    public synchronized void put(List<DeferredPush> pushes) {
        there();
        taken(pushes);
        for (DeferredPush push : pushes) {
            Row row = rows.computeIfAbsent(push.key(), _ -> new Row(push));
            if (row.isUntouched() || row.isFreeOfAnother(push)) {
                row.put(push);
            }
        }
        answer();
    }

    private void answer() {
        if (deaf) {
            throw new NotNowException("no answer");
        }
    }

    @Override
    public synchronized void withdraw(List<DeferredPush> pushes) {
        there();
        taken(pushes);
        for (DeferredPush push : pushes) {
            Row row = rows.get(push.key());
            if (row != null && row.isUntouched() && row.waits.equals(push.waits())) {
                rows.remove(push.key());
            }
        }
    }

    @Override
    public synchronized void enter(UUID claimer, Duration lease) {
        there();
        leases.putIfAbsent(claimer, System.nanoTime() + lease.toNanos());
    }

    @Override
    public synchronized boolean renew(UUID claimer, Duration lease) {
        there();
        return leases.computeIfPresent(claimer, (_, _) -> System.nanoTime() + lease.toNanos()) != null;
    }

    @Override
    public synchronized int reap() {
        there();
        return leases.keySet().stream().filter(claimer -> !holds(claimer)).toList().stream()
                .mapToInt(this::free)
                .sum();
    }

    @Override
    public synchronized void release(UUID claimer) {
        there();
        int _ = free(claimer);
    }

    private int free(UUID claimer) {
        leases.remove(claimer);
        List<Row> mine = rows.values().stream()
                .filter(row -> claimer.equals(row.claimer))
                .toList();
        mine.forEach(row -> row.claimer = null);
        return mine.size();
    }

    private boolean holds(UUID claimer) {
        Long until = leases.get(claimer);
        return until != null && until - System.nanoTime() > 0;
    }

    @Override
    public synchronized List<Turn> turns(int most) {
        there();
        Map<String, Turn> turns = new TreeMap<>();
        rows.values().stream()
                .filter(Row::waits)
                .map(row -> new Turn(Line.of(row.now()), row.waits.due()))
                .forEach(turn -> turns.merge(
                        Objects.requireNonNullElse(turn.line().heldBy(), "")
                                + '\n'
                                + turn.line().district().value()
                                + '\n'
                                + turn.line().topic(),
                        turn,
                        (a, b) -> a.oldest().isBefore(b.oldest()) ? a : b));
        return turns.values().stream().limit(most).toList();
    }

    @Override
    public synchronized List<Claimed> claim(Claim claim) {
        there();
        if (!holds(claim.claimer())) {
            return List.of();
        }
        List<Row> chosen = new ArrayList<>(claim(
                row -> row.waits.heldBy() != null && !row.push.expires().isAfter(claim.now()), claim.expired(), claim));
        for (Share share : claim.shares()) {
            chosen.addAll(
                    claim(row -> row.isOf(share.turn()) && !row.waits.due().isAfter(claim.now()), share.most(), claim));
        }
        List<Claimed> claimed = chosen.stream()
                .sorted(Comparator.comparing(row -> row.waits.due()))
                .map(row -> {
                    Long before = row.outcomesFrom;
                    if (before == null) {
                        row.outcomesFrom =
                                claim.outcomeEnds().get(row.push.place().partition());
                    }
                    return new Claimed(row.now(), before);
                })
                .toList();
        answer();
        return claimed;
    }

    private List<Row> claim(Predicate<Row> which, int most, Claim claim) {
        List<Row> chosen = rows.values().stream()
                .filter(Row::waits)
                .filter(which)
                .sorted(Comparator.comparing(row -> row.waits.due()))
                .limit(most)
                .toList();
        chosen.forEach(row -> row.claimer = claim.claimer());
        return chosen;
    }

    @Override
    public synchronized void end(List<End> ends, Instant now) {
        there();
        for (End end : ends) {
            Row row = rows.get(end.key());
            if (row != null && row.finished == null) {
                end(row, end, now);
            }
        }
        answer();
    }

    private static void end(Row row, End end, Instant now) {
        boolean mine = end.claimer().equals(row.claimer);
        switch (end) {
            case End.Finished finished
            when finished.place().equals(row.push.place()) -> {
                row.finished = now;
                row.claimer = null;
                row.outcomesFrom = null;
            }
            case End.Again again
            when mine -> {
                row.waits = again.waits();
                row.claimer = null;
                row.outcomesFrom = null;
            }
            case End.LetGo _ when mine -> row.claimer = null;
            case End.Finished _, End.Again _, End.LetGo _ -> {}
        }
    }

    @Override
    public synchronized int dueNow(Concern concern, Instant now, int most) {
        there();
        List<Row> hurried = rows.values().stream()
                .filter(Row::waits)
                .filter(row -> row.isOf(concern))
                .filter(row -> row.waits.due().isAfter(now) || row.waits.heldBy() != null)
                .limit(most)
                .toList();
        hurried.forEach(row -> row.waits = new Wait(now, null, row.waits.failures()));
        return hurried.size();
    }

    @Override
    public synchronized int purge(Instant before, int most) {
        there();
        List<PushKey> old = rows.values().stream()
                .filter(row -> row.finished != null && row.finished.isBefore(before))
                .limit(most)
                .map(row -> row.push.key())
                .toList();
        old.forEach(rows::remove);
        return old.size();
    }

    @Override
    public synchronized List<Held> backlog() {
        there();
        return rows.values().stream()
                .filter(row -> row.finished == null)
                .collect(Collectors.toMap(
                        row -> List.of(
                                Objects.requireNonNullElse(row.waits.heldBy(), ""),
                                row.push.subject().app().value()),
                        row -> new Held(row.waits.heldBy(), row.push.subject().app(), 1, row.waits.due()),
                        InMemoryDeferralTable::sum,
                        () -> new TreeMap<>(
                                Comparator.comparing(List<String>::getFirst).thenComparing(List::getLast))))
                .values()
                .stream()
                .toList();
    }

    private static Held sum(Held one, Held other) {
        Instant oldest = one.oldest().isBefore(other.oldest()) ? one.oldest() : other.oldest();
        return new Held(one.heldBy(), one.app(), one.pushes() + other.pushes(), oldest);
    }

    @Override
    public synchronized SequencedSet<Long> offsetsFrom(LaneOffset first, long outcomesFrom) {
        there();
        SequencedSet<Long> offsets = new TreeSet<>();
        for (Row row : rows.values()) {
            LaneOffset place = row.push.place();
            if (place.topic().equals(first.topic())
                    && place.partition() == first.partition()
                    && place.offset() >= first.offset()) {
                offsets.add(place.offset());
                if (row.isUntouched()) {
                    row.outcomesFrom = outcomesFrom;
                }
            }
        }
        return offsets;
    }

    private static final class Row {
        private DeferredPush push;
        private Wait waits;
        private @Nullable UUID claimer;
        private @Nullable Long outcomesFrom;
        private @Nullable Instant finished;

        private Row(DeferredPush push) {
            this.push = push;
            this.waits = push.waits();
        }

        private void put(DeferredPush anew) {
            push = anew;
            waits = anew.waits();
            outcomesFrom = null;
            finished = null;
        }

        private boolean isFreeOfAnother(DeferredPush record) {
            return claimer == null && !push.place().equals(record.place());
        }

        private boolean waits() {
            return claimer == null && finished == null;
        }

        private boolean isUntouched() {
            return waits() && outcomesFrom == null;
        }

        private boolean isOf(Turn turn) {
            return Line.of(now()).equals(turn.line());
        }

        private boolean isOf(Concern concern) {
            return push.key().district().equals(concern.district())
                    && switch (concern) {
                        case Concern.OfDevice it ->
                            it.device().equals(push.subject().device());
                        case Concern.OfStudent it ->
                            it.student().equals(push.subject().student());
                        case Concern.OfDistrict _ -> true;
                    };
        }

        private DeferredPush now() {
            return new DeferredPush(push.key(), push.place(), push.bytes(), push.subject(), waits, push.expires());
        }
    }
}
