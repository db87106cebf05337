package org.belltower.ingest.sis.mapper;

import java.util.List;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.mapping.Lookup;
import org.belltower.model.change.ChangeEvent;

/// What follows from one entry of the log by one mapping.
public sealed interface Mapped {
    /// No event: the row does not count.
    static Mapped nothing() {
        return new Events(List.of(), true);
    }

    /// In the order in which they happened; none if the row does not count.
    ///
    /// @param end whether the row is gone, or does not count any more
    /// @param meant whether the first one is what the end of the row means for its item: so it is
    ///     only if no other row of the item is written by the same transaction
    record Events(List<ChangeEvent> events, boolean end, boolean meant) implements Mapped {
        public Events {
            events = List.copyOf(events);
        }

        public Events(List<ChangeEvent> events, boolean end) {
            this(events, end, false);
        }
    }

    /// A row that it refers to is not known yet.
    ///
    /// @param end whether the entry is about the end of a row, whose end may have been that of the
    ///     other as well
    record Waits(Lookup lookup, List<Cell> key, boolean end) implements Mapped {
        public Waits {
            key = List.copyOf(key);
        }
    }

    /// What the row was under its former primary key is not read yet.
    record WaitsForFormer() implements Mapped {}

    /// @param reason names where the mapping stands, columns and rules, never values
    record Unusable(String reason) implements Mapped {}
}
