package org.belltower.ingest.cloudevents;

import java.util.List;
import org.belltower.model.wire.Problem;

/// A request's body: its events, each read or not, or nothing that events could be told apart in.
public sealed interface RequestReading {
    /// @param readings in the order of the body; one that is not readable says nothing about the others
    record Events(List<Reading> readings) implements RequestReading {
        public Events {
            readings = List.copyOf(readings);
        }
    }

    /// The body as a whole is refused.
    record Refused(Problem problem) implements RequestReading {}
}
