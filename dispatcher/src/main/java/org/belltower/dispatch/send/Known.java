package org.belltower.dispatch.send;

import java.util.Optional;
import org.belltower.model.push.Binding;

/// What is known of a push's device at this moment.
public sealed interface Known {
    /// What is known of it may have been taken back since: the copy is too old.
    record Stale() implements Known {}

    /// The copy is fresh.
    ///
    /// @param binding empty if there is none
    record Current(Optional<Binding> binding) implements Known {}
}
