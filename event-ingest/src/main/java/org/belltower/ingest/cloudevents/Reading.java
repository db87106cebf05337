package org.belltower.ingest.cloudevents;

import java.util.List;
import org.belltower.model.change.Change;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.Origin;
import org.belltower.model.wire.Problem;
import org.jspecify.annotations.Nullable;

/// One event as it came in: read, or told what is wrong with it.
public sealed interface Reading {
    /// A well-formed event. Nothing says yet that its sender may send it.
    ///
    /// @param id the CloudEvents id
    /// @param source the CloudEvents source, a URI reference without dot segments
    record Candidate(
            String id, String source, EventOrder order, Origin origin, List<DistrictClaim> districts, Change change)
            implements Reading {
        public Candidate {
            districts = List.copyOf(districts);
        }
    }

    /// No event that Belltower can read.
    ///
    /// @param id the event's id, if that much could be read
    record Unreadable(@Nullable String id, Problem problem) implements Reading {}
}
