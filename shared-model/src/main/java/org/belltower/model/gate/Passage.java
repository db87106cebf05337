package org.belltower.model.gate;

import java.time.ZoneId;
import org.belltower.model.outcome.Reason;

/// What the gates of district and school say of a change.
public sealed interface Passage {
    /// It may go on to people and devices.
    ///
    /// @param zone the zone of the school that let it pass: where relationships begin and end
    record Open(ZoneId zone) implements Passage {}

    /// Nobody is told.
    record Closed(Reason reason) implements Passage {}
}
