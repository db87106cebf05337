package org.belltower.benchmarks.chaos.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How long sends stay on their way, from what is counted from time to time. What was resolved by
/// then and what was on its way are together what had begun: when as many are resolved, those that
/// began by then are, since all of them have the same deadline. As exact as the looks are frequent;
/// what is resolved between the two counts of a look makes it seem shorter, never longer.
///
/// Not thread-safe.
public final class Resolutions {
    private final Deque<Look> open = new ArrayDeque<>();
    private Duration longest = Duration.ZERO;

    private record Look(Instant at, long begun) {}

    /// @param resolved sends ever, counted before `inFlight`
    public void look(Instant at, long resolved, long inFlight) {
        while (!open.isEmpty() && open.getFirst().begun() <= resolved) {
            open.removeFirst();
        }
        open.addLast(new Look(at, resolved + inFlight));
        Duration waiting = Duration.between(open.getFirst().at(), at);
        longest = waiting.compareTo(longest) > 0 ? waiting : longest;
    }

    /// The longest that a send was seen on its way.
    public Duration longest() {
        return longest;
    }
}
