package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.benchmarks.chaos.ledger.Findings;
import org.belltower.benchmarks.chaos.ledger.Resolutions;
import org.belltower.benchmarks.dispatch.bed.Simulator;
import org.belltower.model.Provider;

/// R6: connections end by GOAWAY again and again, then swallow everything without a word, then are
/// slow; while they are slow the dispatcher is killed.
final class BadConnections implements Scenario {
    private static final Duration USUAL_LENGTH = Duration.ofMinutes(1);
    private static final Duration BLACK_HOLE = Duration.ofSeconds(20);
    private static final Duration RESOLVED_WITHIN = Duration.ofSeconds(11);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration STILL_THE_OLD = Duration.ofSeconds(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(60);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "R6";
    }

    @Override
    public List<String> run(Field field, Sizes sizes, PrintStream out) throws InterruptedException {
        Simulator simulator = field.bed().simulator();
        Resolutions resolutions = new Resolutions();
        Duration length = sizes.length(USUAL_LENGTH);
        try (SteadyFeed feed = field.feed(sizes.rate())) {
            field.awaitReception(Instant.now(), Duration.ZERO, GIVEN_UP_AFTER);
            simulator.connections(Provider.APNS, "goaway", "{\"everyMillis\":2000,\"unprocessed\":10}");
            watch(field, length, resolutions);
            simulator.noMoreGoAway(Provider.APNS);
            simulator.connections(Provider.APNS, "flow", "{\"flow\":\"none\"}");
            watch(field, BLACK_HOLE, resolutions);
            simulator.connections(Provider.APNS, "flow", "{\"flow\":\"drip\",\"bytes\":400,\"everyMillis\":20}");
            watch(field, length, resolutions);
            field.bed().killDispatcher();
            Instant killed = Instant.now();
            field.bed().restartDispatcher();
            field.awaitReception(killed, STILL_THE_OLD, GIVEN_UP_AFTER);
            simulator.connections(Provider.APNS, "flow", "{\"flow\":\"free\"}");
            feed.stop();
        }
        Findings findings = field.settle(SETTLES_WITHIN);
        out.printf(
                "R6: every send was resolved within %.1f s%n",
                resolutions.longest().toMillis() / 1e3);
        List<String> broken = Field.told(this, findings, out);
        if (resolutions.longest().compareTo(RESOLVED_WITHIN) > 0) {
            broken.add("a send was not resolved within " + RESOLVED_WITHIN.toSeconds() + " s");
        }
        return broken;
    }

    private static void watch(Field field, Duration length, Resolutions resolutions) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() - end < 0) {
            field.go(LOOK);
            long resolved = field.bed().resolved();
            long inFlight = field.bed().inFlight();
            resolutions.look(Instant.now(), resolved, inFlight);
        }
    }
}
