package org.belltower.registry.roster;

import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// A guardian.
///
/// @param name null where the district keeps names to itself
public record Guardian(@Nullable String name) {
    public Guardian {
        if (name != null) {
            InvalidFieldException.text("name", name, 255);
        }
    }

    /// Without the name.
    @Override
    public String toString() {
        return "Guardian[]";
    }
}
