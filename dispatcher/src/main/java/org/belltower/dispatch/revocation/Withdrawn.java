package org.belltower.dispatch.revocation;

import java.util.Map;
import java.util.Optional;
import org.belltower.model.PersonId;
import org.belltower.model.audience.Standing;

/// Of one student: whose right is withdrawn or bounded.
public sealed interface Withdrawn {
    /// Nothing was ever withdrawn.
    Withdrawn NOTHING = new As(Long.MIN_VALUE, Map.of());

    /// As committed with a version.
    ///
    /// @param version pushes that were decided with a lower audience are judged by this; others knew of it
    /// @param people whoever is not in it has an unbounded right, or never had one
    record As(long version, Map<PersonId, Standing> people) implements Withdrawn {
        public As {
            people = Map.copyOf(people);
        }

        /// @param audience the version of that which a push was decided with
        public boolean isNewerThan(long audience) {
            return version > audience;
        }

        /// What the person is to the student, if they are named.
        public Optional<Standing> standing(PersonId person) {
            return Optional.ofNullable(people.get(person));
        }
    }

    /// The newest record cannot be read: it may be anyone.
    record Unreadable() implements Withdrawn {}
}
