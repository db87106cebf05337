package org.belltower.ingest.accept;

import org.belltower.model.wire.Problem;
import org.jspecify.annotations.Nullable;

/// What would become of one event, were it handed in now.
public sealed interface CheckResult {
    /// It would be accepted, if the log took it.
    record Acceptable(String id) implements CheckResult {}

    /// It would never be accepted as it is.
    ///
    /// @param id the event's id, if that much could be read
    record Refused(@Nullable String id, Problem problem) implements CheckResult {}
}
