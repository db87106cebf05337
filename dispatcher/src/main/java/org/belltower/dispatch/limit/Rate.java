package org.belltower.dispatch.limit;

import java.time.Duration;

/// What a provider takes of one credential.
///
/// @param perSecond requests, those that it rejects as well
/// @param ramp how long it rises to that when sending begins; zero: at once
/// @param bulk how much of it a bulk send uses, by the time of day
public record Rate(double perSecond, Duration ramp, QuarterHours bulk) {
    public Rate {
        if (!(perSecond > 0) || ramp.isNegative()) {
            throw new IllegalArgumentException("a rate needs more than 0 a second and a ramp that is not negative");
        }
    }

    /// One of which bulk may use all at any time.
    public Rate(double perSecond, Duration ramp) {
        this(perSecond, ramp, QuarterHours.ALIKE);
    }
}
