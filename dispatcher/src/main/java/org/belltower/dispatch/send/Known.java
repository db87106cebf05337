package org.belltower.dispatch.send;

import java.util.Optional;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.push.Binding;

/// What is known at this moment of what a push's right to leave depends on.
public sealed interface Known {
    /// What is known may have been taken back since: the copies are too old.
    record Stale() implements Known {}

    /// The copies are fresh.
    ///
    /// @param settings of all districts
    /// @param withdrawn of the student that the push is about
    /// @param binding of its device; empty if there is none
    record Current(SettingsView settings, Withdrawn withdrawn, Optional<Binding> binding) implements Known {}
}
