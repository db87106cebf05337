package org.belltower.dispatch.history;

/// Hears of what is kept. Thread-safe.
public interface HistoryListener {
    /// @param kind of [HistoryRecord#kind]
    void kept(String kind, int count);

    /// Not kept, and nobody will look for it.
    void passed(Passed why);

    /// Nothing could be written, or no day be made or dropped; it will be tried again.
    void failed();

    /// Why a record is not kept.
    enum Passed {
        /// It is older than what is kept, or of a day that is far away.
        OUT_OF_TIME,
        /// A dead letter that names no producer's event.
        NOBODYS,
        /// It cannot be read or kept: it is a dead letter now.
        UNREADABLE
    }
}
