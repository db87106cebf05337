package org.belltower.local.process.ledger;

/// The signal that asks a process to end in order.
public enum StopSignal {
    /// What most programs take as "finish and end".
    TERM,

    /// What PostgreSQL takes as "end now, in order": on TERM it waits for its clients to leave
    /// (PostgreSQL documentation, "Shutting Down the Server").
    INT
}
