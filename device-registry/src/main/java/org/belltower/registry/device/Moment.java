package org.belltower.registry.device;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// When something happens to a device.
///
/// @param now to the microsecond, as the database keeps it
/// @param number greater than that of every moment before, for any device: a new session epoch, a new token version
public record Moment(Instant now, long number) {
    public Moment {
        now = now.truncatedTo(ChronoUnit.MICROS);
    }
}
