package org.belltower.dispatch.deferral;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.belltower.dispatch.deferral.DeferralTable.Held;
import org.jspecify.annotations.Nullable;

/// What waits in the table, as it was when it was counted.
///
/// @param counted when the table was asked; while it is away, that lies back
public record Backlog(List<Held> held, Instant counted) {
    public Backlog {
        held = List.copyOf(held);
    }

    /// Some of it.
    ///
    /// @param earliestDue the earliest time at which one of them is due, which may be over; null if
    ///     there are none
    public record Part(long pushes, @Nullable Instant earliestDue) {}

    public Part all() {
        return part(_ -> true);
    }

    public Part part(Predicate<? super Held> wanted) {
        List<Held> part = held.stream().filter(wanted).toList();
        return new Part(
                part.stream().mapToLong(Held::pushes).sum(),
                part.stream().map(Held::oldest).min(Comparator.naturalOrder()).orElse(null));
    }
}
