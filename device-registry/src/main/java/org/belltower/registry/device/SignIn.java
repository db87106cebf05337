package org.belltower.registry.device;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.belltower.model.PersonId;
import org.jspecify.annotations.Nullable;

/// Who signs in, by which token.
///
/// @param issued when the token was issued; null if it does not say
public record SignIn(PersonId person, @Nullable Instant issued) {
    /// Whether the token may open a session although all the person's sessions were ended then.
    ///
    /// A token's time is in whole seconds, cut off ("NumericDate", RFC 7519), so of one that was issued in the
    /// second of the end nobody can tell whether it was before or after. It counts as before: whoever signs
    /// in again in that very second is refused once. So is a token that does not say. Issuer and service must
    /// agree on the time.
    public boolean isAfter(Instant ended) {
        return issued != null && issued.truncatedTo(ChronoUnit.SECONDS).isAfter(ended.truncatedTo(ChronoUnit.SECONDS));
    }
}
