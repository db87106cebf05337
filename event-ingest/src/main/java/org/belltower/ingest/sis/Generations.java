package org.belltower.ingest.sis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Counts how often a source's log began anew: restored from a copy, moved to another server. Positions of
/// one log are small numbers again in the next, and would all be older versions of what is known (I-16).
///
/// A log has begun anew when an entry stands before the furthest that was committed and was nevertheless
/// written later, by more than a second, than anything before it: of two transactions that are committed
/// at once the one with the earlier time may stand behind the other. What is only read again (a connector
/// that starts over a bit back, a topic that is read from its beginning) was written earlier, and keeps the
/// generation that it had: of each but the newest the last time is remembered, and what is later belongs to
/// a later one, in whatever order the topics of its tables are read. An incremental snapshot is no sign: its
/// rows take the log's place of the moment and the reader's time.
///
/// Immutable; one for each source, told each entry in the order in which they come.
///
/// @param forgotten how many ends are not remembered any more
/// @param ended the latest time of each generation but the newest, oldest first
/// @param committed the furthest position of the newest generation
/// @param latest the latest time of any entry
public record Generations(int forgotten, List<Instant> ended, long committed, Instant latest) {
    /// Of a log of which nothing was read yet.
    public static final Generations NONE = new Generations(0, List.of(), -1, Instant.EPOCH);

    /// What is older is of the first: never newer than anything that is known.
    private static final int REMEMBERED = 16;

    /// By how much the order of commits and that of their times may differ.
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Duration AHEAD = Duration.ofMinutes(5);

    public Generations {
        ended = List.copyOf(ended);
    }

    /// @param now by the clock of this machine: a time ahead of it says nothing of what came later
    public Generations after(RowChange.LogPlace place, Instant now) {
        boolean ahead = place.time().isAfter(now.plus(AHEAD));
        if (of(place) < newest() || ahead || place.kind() == RowChange.Kind.INCREMENTAL_SNAPSHOT) {
            return this;
        }
        boolean later = place.time().isAfter(latest);
        if (place.committed() >= committed) {
            return new Generations(forgotten, ended, place.committed(), later ? place.time() : latest);
        }
        if (!place.time().isAfter(latest.plus(AT_ONCE))) {
            return this;
        }
        List<Instant> all = new ArrayList<>(ended);
        all.add(latest);
        int dropped = Math.max(0, all.size() - REMEMBERED);
        return new Generations(forgotten + dropped, all.subList(dropped, all.size()), place.committed(), place.time());
    }

    /// The number of the newest, from 0.
    public int newest() {
        return forgotten + ended.size();
    }

    /// The number of the generation to which an entry belongs, from 0.
    public int of(RowChange.LogPlace place) {
        int after =
                (int) ended.stream().filter(end -> place.time().isAfter(end)).count();
        return after == 0 ? 0 : forgotten + after;
    }
}
