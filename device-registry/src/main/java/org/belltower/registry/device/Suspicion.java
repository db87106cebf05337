package org.belltower.registry.device;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A provider did not take the token, and it was neither taken nor told again since.
///
/// @param since the first refusal, to the microsecond, as the database keeps it
/// @param environment what the app was sent by: Apple's environment, a Firebase project; empty if none is set
public record Suspicion(Instant since, String environment) {
    public Suspicion {
        since = since.truncatedTo(ChronoUnit.MICROS);
    }
}
