package org.belltower.rules.trigger;

import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// Whether an event is news.
public sealed interface Finding {
    /// The value changed, live.
    ///
    /// @param previous what was known before; null if nothing was
    record News(@Nullable Known previous) implements Finding {}

    /// It tells nobody anything.
    record NoNews(Reason reason) implements Finding {}
}
