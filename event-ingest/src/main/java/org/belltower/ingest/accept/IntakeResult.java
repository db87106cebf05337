package org.belltower.ingest.accept;

import org.belltower.model.wire.Problem;
import org.jspecify.annotations.Nullable;

/// What became of one event.
public sealed interface IntakeResult {
    /// It is on the log, and every replica that must have it has it: it will not be lost.
    record Accepted(String id) implements IntakeResult {}

    /// It will never be accepted as it is.
    ///
    /// @param id the event's id, if that much could be read
    record Refused(@Nullable String id, Problem problem) implements IntakeResult {}

    /// The log did not acknowledge it. It may be there all the same: sending it again, with the same id, is right and
    /// harmless.
    record Unacknowledged(String id) implements IntakeResult {}
}
