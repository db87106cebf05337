package org.belltower.registry.right;

import java.util.Set;
import org.belltower.model.right.GroupId;

/// Who changes rights.
public sealed interface Giver {
    /// A program whose client the issuer allows it: how rights begin, and come back when nobody is left to give them.
    record Program() implements Giver {}

    /// Somebody with the security right.
    ///
    /// @param groups those they are in by their token
    record Person(Set<GroupId> groups) implements Giver {
        public Person {
            groups = Set.copyOf(groups);
        }
    }
}
