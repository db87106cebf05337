package org.belltower.dispatch.limit;

import java.time.Duration;
import java.time.Instant;

/// How much of a rate a bulk send uses at a moment: less around the quarter hours, when everybody's
/// calendars and timers send ("Best practices when sending FCM messages at scale": avoid on-the-hour
/// traffic, and spread). Never nothing: what is below this share goes at once at any time. How long
/// around is our choice: two minutes.
///
/// It falls to the share in the minute before and rises in the minute after, so that the end of such
/// a time is no new spike. Quarter hours are those of UTC: the offsets of all time zones are whole
/// quarters.
///
/// Pure.
///
/// @param share of the rate at these times: above 0; 1: as at any other
public record QuarterHours(double share) {
    /// At all times alike.
    public static final QuarterHours ALIKE = new QuarterHours(1);

    private static final long QUARTER = Duration.ofMinutes(15).toMillis();
    private static final long AROUND = Duration.ofMinutes(2).toMillis();
    private static final long EDGE = Duration.ofMinutes(1).toMillis();

    public QuarterHours {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share at the quarter hours needs 0 < share <= 1");
        }
    }

    /// The part of the rate that bulk may use then: from the share to 1.
    public double at(Instant now) {
        long since = Math.floorMod(now.toEpochMilli(), QUARTER);
        long distance = Math.min(since, QUARTER - since);
        double away = Math.clamp((distance - AROUND) / (double) EDGE, 0.0, 1.0);
        return share + (1 - share) * away;
    }
}
