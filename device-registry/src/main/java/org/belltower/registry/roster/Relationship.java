package org.belltower.registry.roster;

import java.time.LocalDate;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// What a guardian is to a student (A9).
///
/// @param portal the Portal flag: may see and receive
/// @param restricted a court order or another restriction stands against it
/// @param starts first day, null: always
/// @param ends last day, included, null: open
public record Relationship(
        boolean portal,
        boolean restricted,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends) {
    public Relationship {
        if (starts != null && ends != null && ends.isBefore(starts)) {
            throw new InvalidFieldException("ends", "must not be before starts");
        }
    }
}
