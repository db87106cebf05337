package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.belltower.benchmarks.chaos.ledger.ChaosLedger;
import org.belltower.benchmarks.chaos.ledger.Findings;
import org.belltower.benchmarks.chaos.ledger.Reception;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.Feeder;
import org.belltower.benchmarks.dispatch.bed.Neighbour;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.bed.Simulator.Received;
import org.belltower.model.Provider;
import org.belltower.model.wire.Topics;

/// A bed whose pushes are fed steadily, and the account of all that happens in it. Not thread-safe.
final class Field implements AutoCloseable {
    private static final int IN_FLIGHT = 500;

    /// Enough that nobody is told more often than a device's pace allows, even when they catch up.
    private static final int SECONDS_BETWEEN_PUSHES = 40;

    /// So that there are always pushes on their way.
    private static final Duration LATENCY = Duration.ofMillis(20);

    private static final Duration USUAL_LIFE = Duration.ofHours(4);
    private static final Duration LOOK = Duration.ofMillis(500);

    /// What came too late or twice would have come by then.
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final int SEGMENTS_OF_A_FEED = 10_000;

    private final DispatchBed bed;
    private final OutcomesRead outcomes;
    private final ChaosLedger ledger = new ChaosLedger();
    private final List<SteadyFeed> feeds = new ArrayList<>();
    private final int devices;
    private long sequence;

    /// Returns when the dispatcher works. Blocks for seconds.
    ///
    /// @param rate of pushes a second that may be fed in it, to its own district
    Field(Path folder, Provider provider, List<Neighbour> neighbours, int rate) throws InterruptedException {
        devices = SECONDS_BETWEEN_PUSHES * rate;
        bed = new DispatchBed(
                folder,
                new SampleDistrict(provider),
                new DispatchBed.Order(devices, IN_FLIGHT, false, true, neighbours));
        bed.feeder().stampedByBroker(Topics.OUTCOMES);
        bed.simulator().latency(LATENCY);
        outcomes = new OutcomesRead(bed.bootstrapServers());
    }

    DispatchBed bed() {
        return bed;
    }

    ChaosLedger ledger() {
        return ledger;
    }

    /// Feeds the bed's own district so many pushes a second until it is stopped; only one at a time does.
    SteadyFeed feed(int rate) {
        return feed(rate, USUAL_LIFE);
    }

    /// The same, of pushes which live for so long.
    SteadyFeed feed(int rate, Duration timeToLive) {
        return feed(new SteadyFeed.Flow(bed.district(), devices, rate, timeToLive), "benchmark-own");
    }

    /// Feeds a neighbour beside it.
    SteadyFeed feed(Neighbour neighbour, int rate) {
        SampleDistrict district = neighbour.district();
        return feed(
                new SteadyFeed.Flow(district, neighbour.devices(), rate, USUAL_LIFE),
                "benchmark-" + district.id().value());
    }

    private SteadyFeed feed(SteadyFeed.Flow flow, String name) {
        Feeder feeder = new Feeder(bed.bootstrapServers(), name);
        SteadyFeed feed = new SteadyFeed(feeder, flow, 1 + feeds.size() * SEGMENTS_OF_A_FEED);
        feeds.add(feed);
        return feed;
    }

    /// Enters into the ledger what has happened since.
    void look() {
        feeds.forEach(feed -> feed.into(ledger));
        for (Received push : bed.simulator().received(sequence)) {
            sequence = push.sequence();
            ledger.received(new Reception(push.id(), push.at(), push.answer()));
        }
        outcomes.into(ledger);
    }

    /// Waits, and requires the dispatcher to live.
    void go(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LOOK.toNanos()));
            bed.dispatcher().requireAlive();
        }
    }

    /// Waits until something of the bed's own district is received.
    ///
    /// @param notBefore what is received earlier than this after `from` does not count
    /// @return how long after `from` that was
    /// @throws IllegalStateException if it takes too long
    Duration awaitReception(Instant from, Duration notBefore, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() - end < 0) {
            look();
            Optional<Duration> resumed = ledger.resumed(bed.district().id().value(), from, notBefore);
            if (resumed.isPresent()) {
                return resumed.get();
            }
            go(LOOK);
        }
        throw new IllegalStateException("nothing was received for " + longest);
    }

    /// Waits until all that was fed has an outcome, but not for ever, and a moment longer for what
    /// should not come.
    Findings settle(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        look();
        while (ledger.open() > 0 && System.nanoTime() - end < 0) {
            go(LOOK);
            look();
        }
        go(QUIET);
        look();
        return ledger.findings();
    }

    /// Prints the findings.
    ///
    /// @return their violations, for what else does not hold to be added
    static List<String> told(Scenario scenario, Findings findings, PrintStream out) {
        out.printf("%s: %s%n", scenario.name(), findings);
        return new ArrayList<>(findings.violations());
    }

    @Override
    public void close() {
        feeds.forEach(SteadyFeed::close);
        outcomes.close();
        bed.close();
    }
}
