package org.belltower.dispatch.flow;

import java.time.Duration;
import org.belltower.dispatch.limit.QuarterHours;
import org.belltower.dispatch.limit.Quota;
import org.belltower.dispatch.limit.Rate;
import org.belltower.dispatch.limit.TokenBucket;

/// What Firebase takes of a project from this copy of the service, and how much of it bulk uses:
/// less around the quarter hours. Alerts are never held for that.
///
/// Deterministic under the time that is given. Not thread-safe.
final class ProjectRate {
    private final TokenBucket all;
    private final TokenBucket bulk;
    private final QuarterHours bulkAt;
    private double share = 1;

    ProjectRate(Rate rate, long now) {
        this.all = new TokenBucket(rate.perSecond(), rate.ramp(), now);
        // What rises is the whole; bulk is only kept from using all of it.
        this.bulk = new TokenBucket(rate.perSecond(), Duration.ZERO, now);
        this.bulkAt = rate.bulk();
    }

    /// From now on this part of the project's rate is this copy's.
    void share(double part, Moment now) {
        share = part;
        all.share(part, now.nanos());
    }

    boolean mayGo(Moment now) {
        return all.nextAt(now.nanos()) - now.nanos() <= 0;
    }

    /// Of those that may go, whether one of bulk may.
    boolean bulkMayGo(Moment now) {
        bulk.share(share * bulkAt.at(now.instant()), now.nanos());
        return bulk.nextAt(now.nanos()) - now.nanos() <= 0;
    }

    /// One goes, which it may.
    void take(Lane lane, Moment now) {
        boolean _ = all.take(now.nanos());
        switch (lane) {
            case ALERTS -> {}
            case BULK -> {
                boolean _ = bulk.take(now.nanos());
            }
        }
    }

    /// Nothing before then: the provider said so.
    void pauseUntil(long nanos) {
        all.pauseUntil(nanos);
    }

    /// What it said counts no more.
    void resume(long nanos) {
        all.resume(nanos);
    }

    Quota quota(Moment now) {
        return all.quota(now.nanos());
    }
}
