package org.belltower.registry.roster;

import java.util.Set;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.jspecify.annotations.Nullable;

/// Who belongs together: what the office selects. It decides nothing about who may be told; relationships do.
///
/// @param name null where the district keeps names to itself
/// @param members students and guardians; a person may be in several families
public record Family(@Nullable String name, Set<PersonId> members) {
    private static final int MOST_MEMBERS = 100;

    public Family {
        if (name != null) {
            InvalidFieldException.text("name", name, 255);
        }
        members = Sets.sorted("members", members, MOST_MEMBERS, PersonId::value);
    }

    /// Without the name.
    @Override
    public String toString() {
        return "Family[members=" + members + "]";
    }
}
