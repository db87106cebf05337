package org.belltower.registry.settings;

import java.util.Optional;
import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// Whether something is active, or else why it is not.
///
/// @param reason a code; null if it is active
/// @param description the same in words
public record Activity(
        boolean active, @Nullable String reason, @Nullable String description) {
    public static final Activity ACTIVE = new Activity(true, null, null);
    public static final Activity NOT_IN_APP = new Activity(false, "NOT_IN_APP", "The app has no such area");
    public static final Activity NO_STUDENTS = new Activity(false, "NO_STUDENTS", "The person has no students");

    /// @param barred what stands against it; empty if nothing does
    public static Activity of(Optional<Reason> barred) {
        return barred.map(reason -> new Activity(false, reason.name(), reason.description()))
                .orElse(ACTIVE);
    }
}
