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

    /// Makes the days that are to come, and drops those that are too old. A day between is made when something of it is
    /// written.
    ///
    /// @param first the oldest day that is kept
    /// @param today the first one to have ready
    /// @param last the last one
    /// @return how many days' tables were dropped
    /// @throws HistoryAwayException if it is not to be had now
    int keep(LocalDate first, LocalDate today, LocalDate last);
}
