package org.belltower.dispatch.status;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.belltower.dispatch.deferral.Backlog;
import org.belltower.dispatch.deferral.DeferralTable.Held;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.Hold;
import org.belltower.model.AppId;
import org.jspecify.annotations.Nullable;

/// Pushes that wait in the table of those that wait long.
///
/// @param earliestDue when the first of them is due, which may be over; null if none waits
/// @param counted when they were counted: a look asks nothing of the table
public record BacklogStatus(long pushes, @Nullable Instant earliestDue, Instant counted) {
    /// All of them. Null until they were counted: not 0.
    public static @Nullable BacklogStatus of(Optional<Backlog> backlog) {
        return of(backlog, _ -> true);
    }

    /// Those that nothing keeps back but a time of their own: what a provider asked for each, a
    /// back-off, a device's pace.
    public static @Nullable BacklogStatus alone(Optional<Backlog> backlog) {
        return of(backlog, held -> held.heldBy() == null);
    }

    /// Those that something keeps back which is wrong with the credential.
    public static @Nullable BacklogStatus of(Optional<Backlog> backlog, Credential credential) {
        return of(backlog, held -> Hold.isOf(credential, held.heldBy()));
    }

    /// Those of an app among them.
    public static @Nullable BacklogStatus of(Optional<Backlog> backlog, Credential credential, AppId app) {
        return of(
                backlog,
                held -> Hold.isOf(credential, held.heldBy()) && held.app().equals(app));
    }

    private static @Nullable BacklogStatus of(Optional<Backlog> backlog, Predicate<Held> wanted) {
        return backlog.map(counted -> of(counted, counted.part(wanted))).orElse(null);
    }

    private static BacklogStatus of(Backlog counted, Backlog.Part part) {
        return new BacklogStatus(part.pushes(), part.earliestDue(), counted.counted());
    }
}
