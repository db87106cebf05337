package org.belltower.service.identity;

import org.belltower.model.PersonId;

/// Who does something, by id.
public sealed interface Actor {
    /// Somebody who signed in.
    record Person(PersonId person) implements Actor {
        @Override
        public String id() {
            return person.value();
        }
    }

    /// A program, by its client id at the issuer.
    record Client(String id) implements Actor {}

    /// A service by itself, with nobody's call behind it.
    record Service(String id) implements Actor {}

    String id();
}
