package org.belltower.registry.device;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.belltower.model.PersonId;
import org.jspecify.annotations.Nullable;

/// Who signed in, and when, by the token that they call with.
///
/// @param at when they signed in, as far as the token tells, else when it was issued; null if it tells
///     neither
public record SignIn(PersonId person, @Nullable Instant at) {
    /// Whether it may open a session although the person's sessions were ended then.
    ///
    /// A token's times are in whole seconds, cut off ("NumericDate", RFC 7519), so of a sign-in in the
    /// second of the end nobody can tell whether it was before or after. It counts as before: whoever signs
    /// in again in that very second is refused once. So is a token that does not say. Issuer and service
    /// must agree on the time.
    public boolean isAfter(Instant ended) {
        return at != null && at.truncatedTo(ChronoUnit.SECONDS).isAfter(ended.truncatedTo(ChronoUnit.SECONDS));
    }
}
