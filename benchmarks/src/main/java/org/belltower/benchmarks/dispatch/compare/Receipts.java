package org.belltower.benchmarks.dispatch.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.belltower.benchmarks.dispatch.bed.Simulator.Received;

/// Whether what was received is what was to be sent: each push once, and accepted unless its token
/// is dead. Pure.
public final class Receipts {
    private Receipts() {}

    /// @param expected the ids of a segment
    /// @param dead those of them that the provider refuses
    /// @return from the first that was received to the last
    /// @throws IllegalStateException if one is missing, came twice, was answered otherwise or is
    ///     none of them; says how many
    public static Duration check(Set<String> expected, Set<String> dead, List<Received> received) {
        Set<String> missing = new HashSet<>(expected);
        int strange = 0;
        int repeated = 0;
        int otherwise = 0;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (Received push : received) {
            if (!expected.contains(push.id())) {
                strange++;
            } else if (!missing.remove(push.id())) {
                repeated++;
            }
            if (push.accepted() == dead.contains(push.id())) {
                otherwise++;
            }
            first = push.at().isBefore(first) ? push.at() : first;
            last = push.at().isAfter(last) ? push.at() : last;
        }
        if (strange + repeated + otherwise + missing.size() > 0) {
            throw new IllegalStateException(
                    "of %d pushes %d were not received, %d more than once, %d answered otherwise; %d others"
                            .formatted(expected.size(), missing.size(), repeated, otherwise, strange));
        }
        return Duration.between(first, last);
    }
}
