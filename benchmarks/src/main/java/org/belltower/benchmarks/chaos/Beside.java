package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.belltower.benchmarks.chaos.ledger.ChaosLedger;
import org.belltower.benchmarks.chaos.ledger.Waits;
import org.belltower.benchmarks.dispatch.bed.Neighbour;

/// What a neighbour notices of what is done to the bed's own district: how long its pushes take from
/// being fed to being received, at the 99th percentile, meanwhile and before.
///
/// @param before from when its pushes count that were fed before it began
/// @param began when the worst began
/// @param ended when it was over
record Beside(Instant before, Instant began, Instant ended) {
    private static final int PERCENTILE = 99;
    private static final double MOST = 1.2;

    /// Prints it.
    ///
    /// @return what does not hold
    Optional<String> told(Scenario scenario, Neighbour neighbour, ChaosLedger ledger, PrintStream out) {
        String district = neighbour.district().id().value();
        Waits usual = ledger.waits(district, before, began);
        Waits meanwhile = ledger.waits(district, began, ended);
        if (usual.never() + meanwhile.never() > 0) {
            return Optional.of("pushes of " + district + " were never received");
        }
        double ratio = (double) p99(meanwhile).toNanos() / p99(usual).toNanos();
        out.printf(
                "%s: of %s, p99 from fed to received %d ms of %d pushes before, %d ms of %d meanwhile: %.2f times%n",
                scenario.name(),
                district,
                p99(usual).toMillis(),
                usual.count(),
                p99(meanwhile).toMillis(),
                meanwhile.count(),
                ratio);
        return ratio <= MOST
                ? Optional.empty()
                : Optional.of("%s waited %.2f times as long as before".formatted(district, ratio));
    }

    private static Duration p99(Waits waits) {
        return waits.percentile(PERCENTILE);
    }

    /// How much a neighbour is fed.
    static int rate(Sizes sizes) {
        return Math.max(1, sizes.rate() / 5);
    }
}
