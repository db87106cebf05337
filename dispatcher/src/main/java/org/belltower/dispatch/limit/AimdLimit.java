package org.belltower.dispatch.limit;

/// How many requests may be in flight by one credential, as the provider's answers tell: additive
/// increase, multiplicative decrease.
///
/// **The idea** is TCP's congestion control (RFC 5681; and Netflix' concurrency-limits for
/// requests). Each accepted request lets the limit grow: by one up to the threshold, which doubles
/// it each round ("slow start"), and above by one a round. What the provider dropped (429, 503, no
/// answer in time) takes 30 % of it, and sets the threshold there. A rejection of one push (400,
/// 410) says nothing of what the provider can take and changes nothing.
///
/// **Once a round.** Requests that were on their way before the last decrease were sent under the
/// former limit; their loss is the same loss, and does not count again.
///
/// **Only what is used grows**: while less than half of the limit is in flight, an accepted request
/// is no proof that more would be.
///
/// Not thread-safe. Times are nanoseconds of one clock.
public final class AimdLimit {
    private static final double DECREASE = 0.7;

    private final int least;
    private final int most;
    private double limit;
    private double threshold;
    private boolean decreased;
    private long lastDecrease;

    /// @param least never less
    /// @param start what it begins with, and after [#restart()]
    /// @param most never more
    public AimdLimit(int least, int start, int most) {
        if (least < 1 || start < least || most < start) {
            throw new IllegalArgumentException("a limit needs 1 <= least <= start <= most");
        }
        this.least = least;
        this.most = most;
        this.limit = start;
        this.threshold = most;
    }

    public int current() {
        return (int) limit;
    }

    /// @param inFlight with the one that was accepted
    public void accepted(int inFlight) {
        if (inFlight * 2 >= current()) {
            limit = Math.min(most, limit + (limit < threshold ? 1 : 1 / limit));
        }
    }

    /// @param begun when the request was sent
    public void dropped(long begun, long now) {
        if (decreased && begun - lastDecrease <= 0) {
            return;
        }
        limit = Math.max(least, limit * DECREASE);
        threshold = limit;
        decreased = true;
        lastDecrease = now;
    }

    /// After an outage: little at first, doubled each round for as long as it is taken.
    public void restart() {
        threshold = most;
        limit = least;
    }
}
