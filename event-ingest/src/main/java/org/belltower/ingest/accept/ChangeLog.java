package org.belltower.ingest.accept;

import java.util.List;
import org.belltower.model.change.ChangeEvent;

/// Where accepted events are written, durably.
public interface ChangeLog {
    /// Appends the events, those of one student in the order given. Blocks until each has been acknowledged or
    /// given up, for a bounded time. May be repeated: readers know an event by its id. Thread-safe.
    ///
    /// @return one entry an event, in their order
    List<Append> append(List<ChangeEvent> events);

    /// How it went with one event.
    enum Append {
        /// Every replica that must have it has it.
        ACKNOWLEDGED,
        /// Nobody knows whether it is there.
        UNACKNOWLEDGED
    }
}
