package org.belltower.ingest.debezium;

import org.belltower.ingest.sis.RowChange;

/// What a record of a captured table's topic is.
public sealed interface Envelope {
    /// An entry of the source's log.
    record Change(RowChange change) implements Envelope {}

    /// Something that says nothing of a row, or nothing that is not said elsewhere.
    record NoChange(Kind kind) implements Envelope {}

    /// @param reason names fields and rules, never values
    record Unreadable(String reason) implements Envelope {}

    /// What says nothing of a row.
    enum Kind {
        /// For Kafka's compaction, after a deletion.
        TOMBSTONE,
        /// The end of a row's old primary key: what it is now stands under the new one. Nobody is told of
        /// it, and it is learned from ([RowChange.Operation.Former]).
        KEY_CHANGE,
        HEARTBEAT,
        /// The beginning or end of a transaction.
        TRANSACTION,
        /// Something that an application wrote to the log, of no table.
        MESSAGE
    }
}
