package org.belltower.dispatch.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Which days are kept: UTC's, so that all copies mean the same ones.
///
/// @param kept how long; whole days
public record Retention(Duration kept, InstantSource time) {
    /// Made ahead, so that midnight makes nobody wait and a clock may be ahead of ours.
    private static final int AHEAD = 2;

    public Retention {
        if (kept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("the history is kept for a day at least");
        }
    }

    public LocalDate first() {
        return today().minusDays(kept.toDays());
    }

    public LocalDate last() {
        return today().plusDays(AHEAD);
    }

    /// Whether there is, or can be, a day for it.
    public boolean holds(Instant at) {
        // By its beginning and end: not every moment has a day.
        return !at.isBefore(begin(first())) && at.isBefore(begin(last().plusDays(1)));
    }

    public LocalDate today() {
        return day(time.instant());
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
