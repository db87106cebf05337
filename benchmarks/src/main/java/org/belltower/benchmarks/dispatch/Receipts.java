package org.belltower.benchmarks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.belltower.benchmarks.dispatch.Simulator.Received;

/// Whether what was received is what was to be sent: each push once, and accepted. Pure.
final class Receipts {
    private Receipts() {}

    /// @param expected the ids of a segment
    /// @return from the first that was received to the last
    /// @throws IllegalStateException if one is missing, came twice, was not accepted or is none of
    ///     them; says how many
    static Duration check(Set<String> expected, List<Received> received) {
        Set<String> missing = new HashSet<>(expected);
        int strange = 0;
        int repeated = 0;
        int refused = 0;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (Received push : received) {
            if (!expected.contains(push.id())) {
                strange++;
            } else if (!missing.remove(push.id())) {
                repeated++;
            }
            if (!push.accepted()) {
                refused++;
            }
            first = push.at().isBefore(first) ? push.at() : first;
            last = push.at().isAfter(last) ? push.at() : last;
        }
        if (strange + repeated + refused + missing.size() > 0) {
            throw new IllegalStateException(
                    "of %d pushes %d were not received, %d more than once, %d not accepted; %d others"
                            .formatted(expected.size(), missing.size(), repeated, refused, strange));
        }
        return Duration.between(first, last);
    }
}
