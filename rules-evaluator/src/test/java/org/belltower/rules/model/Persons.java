package org.belltower.rules.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.belltower.model.SessionState;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Standing;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.Value;
import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// What persons and their devices have against being told.
final class Persons {
    private Persons() {}

    /// A9.
    static Optional<Reason> barred(Standing standing, LocalDate today) {
        if (!(standing instanceof Standing.Guardian guardian)) {
            return Optional.empty();
        }
        if (!guardian.portal()) {
            return Optional.of(Reason.NO_PORTAL);
        }
        if (guardian.restricted()) {
            return Optional.of(Reason.RESTRICTED);
        }
        boolean current = (guardian.starts() == null || !today.isBefore(guardian.starts()))
                && (guardian.ends() == null || !today.isAfter(guardian.ends()));
        return current ? Optional.empty() : Optional.of(Reason.RELATIONSHIP_NOT_CURRENT);
    }

    /// A5 to A7, I-43.
    ///
    /// @param before the event that brought what was known
    /// @param since from when that is known; null with it
    static Optional<Reason> barred(
            AudienceDevice device,
            ChangeEvent event,
            boolean mandatory,
            @Nullable ChangeEvent before,
            @Nullable Instant since) {
        if (device.session() != SessionState.KEPT) {
            return Optional.of(
                    device.session() == SessionState.SIGNED_OUT ? Reason.SIGNED_OUT : Reason.NOT_STAY_LOGGED_IN);
        }
        if (mandatory) {
            return Optional.empty();
        }
        Subscription subscription = device.subscriptions().get(event.change().category());
        if (subscription == null) {
            return Optional.of(Reason.NOT_SUBSCRIBED);
        }
        return crosses(event, before, since, subscription)
                ? Optional.empty()
                : Optional.of(Reason.THRESHOLD_NOT_CROSSED);
    }

    /// Fires when new < t and (previous >= t, or unknown, or from before the choice).
    private static boolean crosses(
            ChangeEvent event, @Nullable ChangeEvent before, @Nullable Instant since, Subscription subscription) {
        Threshold threshold = subscription.threshold();
        if (threshold == null) {
            return true;
        }
        BigDecimal below = threshold.below();
        BigDecimal now = number(event);
        if (now == null || now.compareTo(below) >= 0) {
            return false;
        }
        BigDecimal previous = before == null ? null : number(before);
        Instant chosen = subscription.since().isAfter(threshold.since()) ? subscription.since() : threshold.since();
        return before == null
                || since == null
                || previous == null
                || previous.compareTo(below) >= 0
                || since.isBefore(chosen);
    }

    private static @Nullable BigDecimal number(ChangeEvent event) {
        return switch (event.change().value()) {
            case Value.Quantity quantity -> quantity.number();
            case Value.Letter letter -> letter.worth();
            case Value.State _ -> null;
        };
    }
}
