package org.belltower.model.gate;

import java.time.LocalDate;
import java.util.Optional;
import org.belltower.model.audience.Standing;
import org.belltower.model.outcome.Reason;

/// Whether a person may be told about a student (A9): the student themself always, a guardian by the Portal flag,
/// without a restriction, from the relationship's first day to its last, both included.
public final class PersonGate {
    private PersonGate() {}

    /// @param today the day at the school
    /// @return why not; empty if they may
    public static Optional<Reason> check(Standing standing, LocalDate today) {
        return switch (standing) {
            case Standing.Self _ -> Optional.empty();
            case Standing.Guardian guardian -> guardian(guardian, today);
            case Standing.None _ -> Optional.of(Reason.NO_RELATIONSHIP);
        };
    }

    private static Optional<Reason> guardian(Standing.Guardian guardian, LocalDate today) {
        if (!guardian.portal()) {
            return Optional.of(Reason.NO_PORTAL);
        }
        if (guardian.restricted()) {
            return Optional.of(Reason.RESTRICTED);
        }
        return isCurrent(guardian, today) ? Optional.empty() : Optional.of(Reason.RELATIONSHIP_NOT_CURRENT);
    }

    private static boolean isCurrent(Standing.Guardian guardian, LocalDate today) {
        LocalDate starts = guardian.starts();
        LocalDate ends = guardian.ends();
        return (starts == null || !today.isBefore(starts)) && (ends == null || !today.isAfter(ends));
    }
}
