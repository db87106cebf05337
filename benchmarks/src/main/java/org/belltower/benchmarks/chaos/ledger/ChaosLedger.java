package org.belltower.benchmarks.chaos.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An account of every push that knows nothing of how the dispatcher works: what was fed, what the
/// provider received, and which outcomes stand in Kafka since when.
///
/// The rule that it judges by (I-55, ADR 4): what was fed has exactly one outcome in the end; what
/// is called accepted was accepted; and a push is received again only as long as no outcome of it is
/// durable, that is, before the broker appended the first. All times are of one machine's clock. The
/// broker tells whole milliseconds: a reception counts as later than an outcome only if it is in a
/// later one.
///
/// Entries may come in any order. Not thread-safe.
public final class ChaosLedger {
    private final Map<String, Entry> entries = new HashMap<>();

    /// What is known of one push.
    private static final class Entry {
        private final List<Reception> receptions = new ArrayList<>(1);
        private @Nullable Instant fed;
        private @Nullable String district;
        private @Nullable Instant durable;
        private @Nullable Ending ending;
        private int outcomes;
    }

    /// @param district whose it is
    public void fed(String push, Instant at, String district) {
        Entry entry = entry(push);
        entry.fed = at;
        entry.district = district;
    }

    public void received(Reception reception) {
        entry(reception.push()).receptions.add(reception);
    }

    /// @param appended when its record was, by the broker
    public void ended(String push, Instant appended, Ending ending) {
        Entry entry = entry(push);
        entry.outcomes++;
        if (entry.durable == null || appended.isBefore(entry.durable)) {
            entry.durable = appended;
            entry.ending = ending;
        }
    }

    private Entry entry(String push) {
        return entries.computeIfAbsent(push, _ -> new Entry());
    }

    /// How many were fed and have no outcome yet.
    public long open() {
        return entries.values().stream()
                .filter(entry -> entry.fed != null && entry.outcomes == 0)
                .count();
    }

    /// How long it took from then until something of the district's was received again.
    ///
    /// @param notBefore what was received earlier than this after it does not count
    /// @return empty if nothing was
    public Optional<Duration> resumed(String district, Instant from, Duration notBefore) {
        Instant first = from.plus(notBefore);
        return of(district)
                .flatMap(entry -> entry.receptions.stream())
                .map(Reception::at)
                .filter(at -> !at.isBefore(first))
                .min(Comparator.naturalOrder())
                .map(at -> Duration.between(from, at));
    }

    /// How long the district's pushes that were fed from then and before then took to their first reception.
    public Waits waits(String district, Instant from, Instant before) {
        List<Duration> waits = new ArrayList<>();
        int never = 0;
        for (Entry entry : of(district).toList()) {
            Instant fed = Objects.requireNonNull(entry.fed);
            if (fed.isBefore(from) || !fed.isBefore(before)) {
                continue;
            }
            if (entry.receptions.isEmpty()) {
                never++;
            } else {
                waits.add(Duration.between(fed, inOrder(entry).getFirst().at()));
            }
        }
        return new Waits(waits, never);
    }

    private Stream<Entry> of(String district) {
        return entries.values().stream().filter(entry -> district.equals(entry.district));
    }

    /// How many receptions there were from then, and before then.
    public long received(Instant from, Instant before) {
        return entries.values().stream()
                .flatMap(entry -> entry.receptions.stream())
                .filter(reception ->
                        !reception.at().isBefore(from) && reception.at().isBefore(before))
                .count();
    }

    /// How many receptions there were of a push that had been told to come later, before its time.
    ///
    /// @param answer what told it
    /// @param after how much later
    public long tooSoon(String answer, Duration after) {
        return entries.values().stream()
                .mapToLong(entry -> tooSoon(inOrder(entry), answer, after))
                .sum();
    }

    private static long tooSoon(List<Reception> receptions, String answer, Duration after) {
        long count = 0;
        for (int next = 1; next < receptions.size(); next++) {
            Reception told = receptions.get(next - 1);
            boolean early = receptions.get(next).at().isBefore(told.at().plus(after));
            count += told.answer().equals(answer) && early ? 1 : 0;
        }
        return count;
    }

    /// How many answers that told the sender to come later were followed by a reception of whatever
    /// push of the same district before that time.
    ///
    /// @param answer what told it
    /// @param underWay what comes within this after the answer had left before
    /// @param after how much later
    public long notHeeded(String answer, Duration underWay, Duration after) {
        Map<String, NavigableSet<Instant>> received = new HashMap<>();
        Map<String, List<Instant>> told = new HashMap<>();
        for (Entry entry : entries.values()) {
            String district = Objects.requireNonNullElse(entry.district, "");
            for (Reception reception : entry.receptions) {
                received.computeIfAbsent(district, _ -> new TreeSet<>()).add(reception.at());
                if (reception.answer().equals(answer)) {
                    told.computeIfAbsent(district, _ -> new ArrayList<>()).add(reception.at());
                }
            }
        }
        return told.entrySet().stream()
                .mapToLong(district -> notHeeded(
                        district.getValue(), Objects.requireNonNull(received.get(district.getKey())), underWay, after))
                .sum();
    }

    private static long notHeeded(
            List<Instant> told, NavigableSet<Instant> received, Duration underWay, Duration after) {
        return told.stream()
                .filter(at ->
                        !received.subSet(at.plus(underWay), at.plus(after)).isEmpty())
                .count();
    }

    /// How many receptions got an answer.
    public long answered(String answer) {
        return answered(entries.values().stream(), answer);
    }

    /// How many of the district's did.
    public long answered(String district, String answer) {
        return answered(of(district), answer);
    }

    private static long answered(Stream<Entry> entries, String answer) {
        return entries.flatMap(entry -> entry.receptions.stream())
                .filter(reception -> reception.answer().equals(answer))
                .count();
    }

    /// How many of the district's pushes did not end like this.
    public long endedOtherwise(String district, Ending ending) {
        return of(district).filter(entry -> entry.ending != ending).count();
    }

    public Findings findings() {
        Map<Ending, Long> endings = new EnumMap<>(Ending.class);
        long fed = 0;
        long lost = 0;
        long unproven = 0;
        long endedAgain = 0;
        long strangers = 0;
        long repeatedBefore = 0;
        long repeatedAfter = 0;
        Duration longestWait = Duration.ZERO;
        for (Entry entry : entries.values()) {
            if (entry.fed == null) {
                strangers++;
                continue;
            }
            fed++;
            lost += entry.outcomes == 0 ? 1 : 0;
            endedAgain += Math.max(0, entry.outcomes - 1);
            if (entry.ending != null) {
                endings.merge(entry.ending, 1L, Long::sum);
            }
            unproven += isUnproven(entry) ? 1 : 0;
            List<Reception> received = inOrder(entry);
            long after = received.stream()
                    .skip(1)
                    .filter(again -> isLater(again, entry.durable))
                    .count();
            repeatedAfter += after;
            repeatedBefore += Math.max(0, received.size() - 1) - after;
            if (!received.isEmpty()) {
                Duration wait = Duration.between(entry.fed, received.getFirst().at());
                longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
            }
        }
        return new Findings(
                fed, endings, lost, unproven, endedAgain, strangers, repeatedBefore, repeatedAfter, longestWait);
    }

    private static boolean isUnproven(Entry entry) {
        return entry.ending == Ending.ACCEPTED && entry.receptions.stream().noneMatch(Reception::accepted);
    }

    private static boolean isLater(Reception again, @Nullable Instant durable) {
        return durable != null && again.at().truncatedTo(ChronoUnit.MILLIS).isAfter(durable);
    }

    private static List<Reception> inOrder(Entry entry) {
        return entry.receptions.stream()
                .sorted((a, b) -> a.at().compareTo(b.at()))
                .toList();
    }
}
