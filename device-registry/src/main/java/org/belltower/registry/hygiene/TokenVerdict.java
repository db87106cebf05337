package org.belltower.registry.hygiene;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.belltower.model.outcome.Result;
import org.belltower.registry.device.Device;
import org.belltower.registry.device.Suspicion;
import org.jspecify.annotations.Nullable;

/// Whether a token is to be retired (C9, I-25). A phone that is not told anything any more costs a family
/// more than a hundred pushes to a dead token cost us, so in doubt it is kept.
///
/// - What a provider says is about the token that was sent to, and about none that the app told since:
///   Apple, of the time in a 410, and Firebase, "Best practices for FCM registration token management".
/// - A token that is refused without proof of its death (400 BadDeviceToken) may as well be one of
///   another environment than the app is sent by, with no fault of its own. It is retired when it is
///   refused for a second time, an hour later, without having been taken or told again meanwhile, in the
///   same environment, which takes most others.
///
/// Pure.
public final class TokenVerdict {
    /// Between the first refusal and the one that retires.
    public static final Duration SUSPECT_FOR = Duration.ofHours(1);

    /// Every send is resolved by then (R6).
    private static final Duration LONGEST_SEND = Duration.ofSeconds(11);

    private TokenVerdict() {}

    /// @param told when the dispatcher heard of it. If the provider does not say since when the token is dead, it was
    ///     when the push was sent: that is not known, but how long a send takes at most is
    public static Retirement died(Device device, Result.TokenDead proof, Instant told) {
        Instant died = proof.since() == null ? told.minus(LONGEST_SEND) : proof.since();
        Retirement.Kept objection = objection(device, proof.tokenVersion(), died);
        return objection == null ? new Retirement.Retired(device.withoutToken()) : objection;
    }

    /// @param environment what the device's app is sent by
    /// @param lane how pushes to devices of the app ended lately
    public static Retirement rejected(Device device, Rejection rejection, String environment, LaneCount lane) {
        Retirement.Kept objection = objection(device, rejection.tokenVersion(), rejection.at());
        if (objection != null) {
            return objection;
        }
        Suspicion known = device.standing().suspicion();
        if (known == null || !known.environment().equals(environment)) {
            return new Retirement.Suspected(device.suspected(new Suspicion(rejection.at(), environment)));
        }
        if (rejection.at().isBefore(known.since().plus(SUSPECT_FOR))) {
            return Retirement.Kept.TOO_SOON;
        }
        return lane.mostAccepted() ? new Retirement.Retired(device.withoutToken()) : Retirement.Kept.OTHERS_REFUSED;
    }

    /// @return the device without suspicion; empty if there is none, or a newer one
    public static Optional<Device> accepted(Device device, Instant at) {
        Suspicion known = device.standing().suspicion();
        return known == null || at.isBefore(known.since()) ? Optional.empty() : Optional.of(device.trusted());
    }

    private static Retirement.@Nullable Kept objection(Device device, long tokenVersion, Instant seen) {
        if (device.token() == null) {
            return Retirement.Kept.NO_TOKEN;
        }
        if (tokenVersion != device.tokenVersion()) {
            return Retirement.Kept.OTHER_TOKEN;
        }
        return seen.isAfter(device.standing().told()) ? null : Retirement.Kept.REGISTERED_SINCE;
    }
}
