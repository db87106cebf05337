package org.belltower.rules.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.belltower.model.DistrictId;

/// Whether what an event tells still goes by the alerts' lane, or its district has used up its
/// share of it: a term's grades that are posted at once must not make an absence in another
/// district late (C3, I-19). What is beyond the share goes by the bulk lane, where districts take
/// turns; nothing is lost or dropped.
///
/// The generic cell rate algorithm (ITU-T I.371): of each district one moment is kept, up to which
/// its share is used up. All that one event tells goes by the same lane, so that a family is told
/// together. What goes by the bulk lane uses nothing up, so a district's next alert finds its
/// share as it was.
///
/// Deterministic under the time that is given. Not thread-safe. Forgotten at a restart, when each
/// district has its whole share again.
public final class AlertPace {
    private static final int SWEEP = 10_000;

    private final int atOnce;
    private final Duration interval;
    private final Map<DistrictId, Instant> usedUpTo = new HashMap<>();
    private int sinceSweep;

    /// @param parts how many of these share the district's events evenly
    public AlertPace(AlertShare share, int parts) {
        AlertShare.Part part = share.part(parts);
        this.atOnce = part.atOnce();
        this.interval = Duration.ofNanos(Math.round(Duration.ofSeconds(1).toNanos() / part.perSecond()));
    }

    /// Takes places for all pushes of an event, if there are so many.
    ///
    /// @param pushes 1 or more
    /// @return false if they go by the bulk lane
    public boolean takes(DistrictId district, int pushes, Instant now) {
        sweep(now);
        Instant whole = now.plus(interval.multipliedBy(atOnce));
        Instant before = usedUpTo.getOrDefault(district, now);
        // Nobody uses up more than all of its share: else the clock has stepped back.
        Instant used = before.isAfter(whole) ? whole : before;
        Instant from = used.isAfter(now) ? used : now;
        Instant until = from.plus(interval.multipliedBy(pushes));
        if (until.isAfter(whole)) {
            usedUpTo.computeIfPresent(district, (_, _) -> used);
            return false;
        }
        usedUpTo.put(district, until);
        return true;
    }

    private void sweep(Instant now) {
        if (++sinceSweep >= SWEEP) {
            sinceSweep = 0;
            usedUpTo.values().removeIf(until -> !until.isAfter(now));
        }
    }

    int districts() {
        return usedUpTo.size();
    }
}
