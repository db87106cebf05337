package org.belltower.registry.subscription;

import java.time.Instant;
import java.util.Optional;
import org.belltower.model.audience.Subscription;
import org.jspecify.annotations.Nullable;

/// One category of a person on one device: what was chosen for the device, or else what the person chose for
/// all of their devices (A5).
///
/// What is told is decided by the *effective* subscription, and by the moment at which that was set (A6). So
/// the moments are the effective one's: whichever of the two levels speaks, a moment begins exactly when what
/// is effective changes. A device that follows the default mostly has the default's moments, and then nothing
/// of its own ([Follows]). Only where the two came to say the same at different times, it keeps its own
/// ([FollowsSince]), until a change of the default makes them one again. No moments are compared, so clocks
/// that differ between copies of the service do no harm.
///
/// Pure: each method returns what holds afterwards.
public sealed interface DeviceChoice {
    /// The default holds as it is.
    record Follows() implements DeviceChoice {}

    /// The default says the same, but it is effective here since other moments.
    record FollowsSince(Subscription subscription) implements DeviceChoice {}

    /// Chosen for the device: off.
    record Off() implements DeviceChoice {}

    /// Chosen for the device: on.
    record On(Subscription subscription) implements DeviceChoice {}

    /// @param byDefault what the person's default says now; null is off
    /// @return empty if it is off
    default Optional<Subscription> effective(@Nullable Subscription byDefault) {
        return switch (this) {
            case Follows _ -> Optional.ofNullable(byDefault);
            case FollowsSince(Subscription subscription) -> Optional.of(subscription);
            case Off _ -> Optional.empty();
            case On(Subscription subscription) -> Optional.of(subscription);
        };
    }

    /// What was chosen for the device; empty if it follows the default.
    default Optional<Choice> own() {
        return switch (this) {
            case Follows _, FollowsSince _ -> Optional.empty();
            case Off _ -> Optional.of(Choice.OFF);
            case On(Subscription subscription) -> Optional.of(Choice.of(subscription));
        };
    }

    /// @param choice for the device; null is none, and the default takes over
    default DeviceChoice choose(@Nullable Choice choice, @Nullable Subscription byDefault, Instant now) {
        @Nullable Subscription before = effective(byDefault).orElse(null);
        return choice == null
                ? follow(byDefault, before, now)
                : choice.applyTo(before, now).<DeviceChoice>map(On::new).orElseGet(Off::new);
    }

    /// The default was changed.
    ///
    /// @param byDefault what it says from now on
    default DeviceChoice defaultChanged(@Nullable Subscription byDefault, Instant now) {
        return switch (this) {
            case Follows _, Off _, On _ -> this;
            case FollowsSince(Subscription before) -> follow(byDefault, before, now);
        };
    }

    private static DeviceChoice follow(@Nullable Subscription byDefault, @Nullable Subscription before, Instant now) {
        if (byDefault == null) {
            return new Follows();
        }
        return Choice.of(byDefault)
                .applyTo(before, now)
                .filter(subscription -> !subscription.equals(byDefault))
                .<DeviceChoice>map(FollowsSince::new)
                .orElseGet(Follows::new);
    }
}
