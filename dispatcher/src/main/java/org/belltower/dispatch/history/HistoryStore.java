package org.belltower.dispatch.history;

import java.time.LocalDate;
import java.util.List;

/// Where the history is kept, day by day. Blocks; thread-safe.
public interface HistoryStore {
    /// Keeps all of them, or none. May be repeated, in another batch too: what is there stays as it is.
    ///
    /// @throws HistoryAwayException if it is not to be had now: try again
    /// @throws HistoryRefusedException if one of them cannot be kept, now or later
    void write(List<HistoryRecord> records);

    /// Makes the days that are to come. One before them is made when something of it is written. May be repeated.
    ///
    /// @param today the first one to have ready
    /// @param last the last one
    /// @throws HistoryAwayException if it is not to be had now
    void make(LocalDate today, LocalDate last);

    /// Drops the oldest day, if it is too old. May be repeated, for the next one.
    ///
    /// @param first the oldest day that is kept
    /// @return whether there was one
    /// @throws HistoryAwayException if it is not to be had now
    boolean dropOldest(LocalDate first);
}
