package org.belltower.benchmarks.chaos.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a [ChaosLedger] comes to.
///
/// @param fed pushes that were written to the lane
/// @param endings of pushes, by their first outcome
/// @param lost fed, without an outcome
/// @param unproven with an outcome that says accepted, and no reception that was
/// @param endedAgain outcomes beyond a push's first
/// @param strangers outcomes and receptions of what nobody fed
/// @param repeatedBefore repeated receptions before an outcome was durable
/// @param repeatedAfter repeated receptions when an outcome was durable
/// @param longestWait of a push, from being fed to its first reception
public record Findings(
        long fed,
        Map<Ending, Long> endings,
        long lost,
        long unproven,
        long endedAgain,
        long strangers,
        long repeatedBefore,
        long repeatedAfter,
        Duration longestWait) {
    public Findings {
        endings = Map.copyOf(endings);
    }

    public long ended(Ending ending) {
        return endings.getOrDefault(ending, 0L);
    }

    /// All repeated receptions, in percent of the pushes that were fed.
    public double repeatedPercent() {
        return fed == 0 ? 0 : 100.0 * (repeatedBefore + repeatedAfter) / fed;
    }

    /// What breaks the dispatcher's promise, whatever happened to it; empty if nothing does.
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        violation(violations, lost, "have no outcome");
        violation(violations, unproven, "are called accepted and were not");
        violation(violations, endedAgain, "outcomes are a push's second or later");
        violation(violations, strangers, "outcomes and receptions are of what nobody fed");
        violation(violations, repeatedAfter, "were received again after their outcome was durable");
        return violations;
    }

    private static void violation(List<String> violations, long count, String what) {
        if (count > 0) {
            violations.add(count + " " + what);
        }
    }

    @Override
    public String toString() {
        return ("fed %d, accepted %d, expired %d, skipped %d, retired %d, failed %d, lost %d, unproven %d; received again"
                        + " before their outcome was durable %d, after it %d (%.3f %%); outcomes again %d,"
                        + " strangers %d; longest from fed to received %.1f s")
                .formatted(
                        fed,
                        ended(Ending.ACCEPTED),
                        ended(Ending.EXPIRED),
                        ended(Ending.SKIPPED),
                        ended(Ending.RETIRED),
                        ended(Ending.FAILED),
                        lost,
                        unproven,
                        repeatedBefore,
                        repeatedAfter,
                        repeatedPercent(),
                        endedAgain,
                        strangers,
                        longestWait.toMillis() / 1e3);
    }
}
