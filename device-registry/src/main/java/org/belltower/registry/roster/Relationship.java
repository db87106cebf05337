package org.belltower.registry.roster;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// What a guardian is to a student (A9).
///
/// @param portal the Portal flag: may see and receive
/// @param notified `notify` in JSON: the office may reach this guardian about this student; no gate of change
///     notifications. Left out: it may
/// @param restricted a court order or another restriction stands against it
/// @param starts first day, null: always
/// @param ends last day, included, null: open
public record Relationship(
        boolean portal,
        @JsonProperty("notify") @Nullable Boolean notified,
        boolean restricted,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends) {
    /// Guardians of one student, counting those taken out who are still named as such. Families do not come near it,
    /// foster care and new ids every night included; and all of them, by the longest ids, fit into one record.
    public static final int MOST = 256;

    public Relationship {
        notified = notified == null || notified;
        if (starts != null && ends != null && ends.isBefore(starts)) {
            throw new InvalidFieldException("ends", "must not be before starts");
        }
    }
}
