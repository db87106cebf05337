package org.belltower.registry.device;

import java.time.Duration;
import java.time.Instant;
import org.belltower.registry.platform.Handset;
import org.belltower.registry.platform.Support;
import org.jspecify.annotations.Nullable;

/// What is known of the phone around an installation. Nothing of it is published but whether it is
/// supported.
///
/// @param reportedId what the phone reports of itself; null if the app did not tell
/// @param handset null if the app did not tell
/// @param unsupported why the phone is not supported, as it is marked; null: nothing stands against it
/// @param seen when the app was last heard of, to the hour or so
public record Phone(
        @Nullable ReportedId reportedId,
        @Nullable Handset handset,
        Support.@Nullable Unsupported unsupported,
        Instant seen) {
    /// To spare the row.
    private static final Duration SEEN_EVERY = Duration.ofHours(1);

    /// The app was heard of.
    Phone seen(Instant now) {
        return seen.plus(SEEN_EVERY).isAfter(now) ? this : new Phone(reportedId, handset, unsupported, now);
    }

    /// What an app does not tell stays as it was.
    ///
    /// @param support what is to be marked
    Phone told(Registration registration, Support support, Instant now) {
        ReportedId id = registration.reportedId();
        return new Phone(
                id == null ? reportedId : id,
                registration.handsetOr(handset),
                unsupported(support),
                seen(now).seen());
    }

    /// Told for the first time.
    static Phone of(Registration registration, Support support, Instant now) {
        return new Phone(registration.reportedId(), registration.handset(), unsupported(support), now);
    }

    private static Support.@Nullable Unsupported unsupported(Support support) {
        return switch (support) {
            case Support.Unsupported unsupported -> unsupported;
            case Support.Supported _, Support.NotTold _ -> null;
        };
    }
}
