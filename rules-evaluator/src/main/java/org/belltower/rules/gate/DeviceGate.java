package org.belltower.rules.gate;

import java.util.Optional;
import org.belltower.model.Category;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Subscription;
import org.belltower.model.change.Value;
import org.belltower.model.outcome.Reason;
import org.belltower.rules.threshold.Crossing;
import org.belltower.rules.trigger.Known;
import org.jspecify.annotations.Nullable;

/// Whether a device is told: signed in with Stay Logged In (A7), the category on (A5), the threshold crossed
/// (A6). A mandatory category is on, and every change of it is told: the threshold that somebody chose is
/// their wish not to be told of the others (I-43).
public final class DeviceGate {
    private DeviceGate() {}

    /// @param mandatory whether the district made the category so
    /// @return why not; empty if it is told
    public static Optional<Reason> check(
            AudienceDevice device, Category category, boolean mandatory, Value current, @Nullable Known previous) {
        return switch (device.session()) {
            case SIGNED_OUT -> Optional.of(Reason.SIGNED_OUT);
            case NOT_KEPT -> Optional.of(Reason.NOT_STAY_LOGGED_IN);
            case KEPT ->
                mandatory ? Optional.empty() : choice(device.subscriptions().get(category), current, previous);
        };
    }

    private static Optional<Reason> choice(
            @Nullable Subscription subscription, Value current, @Nullable Known previous) {
        if (subscription == null) {
            return Optional.of(Reason.NOT_SUBSCRIBED);
        }
        return Crossing.told(subscription, current, previous)
                ? Optional.empty()
                : Optional.of(Reason.THRESHOLD_NOT_CROSSED);
    }
}
