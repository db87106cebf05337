package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.benchmarks.chaos.ledger.Ending;
import org.belltower.benchmarks.chaos.ledger.Findings;
import org.belltower.benchmarks.dispatch.bed.Neighbour;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.bed.Simulator;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;

/// R7: Apple takes no token of the district's app any more, as when the app was built for the other
/// environment: that is noticed, little is lost, and no token is retired by it (C9). Two other
/// districts on the same app and environment do not notice: one that is sent by the same credential,
/// and one that has uploaded its own.
final class WrongEnvironment implements Scenario {
    private static final int NEIGHBOURS_DEVICES = 50;
    private static final Neighbour SHARING = neighbour("sharing", false);
    private static final Neighbour INDEPENDENT = neighbour("independent", true);

    private static final Duration USUAL_LENGTH = Duration.ofMinutes(1);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int MOST_REJECTED = 200;
    private static final String REJECTED = "400 BadDeviceToken";
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(6);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);

    private static Neighbour neighbour(String name, boolean ownCredential) {
        SampleDistrict district = new SampleDistrict(Provider.APNS, new DistrictId(name), SampleDistrict.APP);
        return new Neighbour(district, NEIGHBOURS_DEVICES, ownCredential);
    }

    @Override
    public List<Neighbour> neighbours() {
        return List.of(SHARING, INDEPENDENT);
    }

    @Override
    public String name() {
        return "R7";
    }

    @Override
    public List<String> run(Field field, Sizes sizes, PrintStream out) throws InterruptedException {
        Duration length = sizes.length(USUAL_LENGTH);
        Duration resumed;
        Beside beside;
        try (SteadyFeed feed = field.feed(sizes.rate());
                SteadyFeed sharing = field.feed(SHARING, Beside.rate(sizes));
                SteadyFeed independent = field.feed(INDEPENDENT, Beside.rate(sizes))) {
            field.awaitReception(Instant.now(), Duration.ZERO, GIVEN_UP_AFTER);
            field.go(WARM_UP);
            Instant before = Instant.now();
            field.go(length);
            beside = new Beside(before, Instant.now(), Instant.now().plus(length));
            takeOnlyNeighbours(field.bed().simulator());
            field.go(length);
            field.bed().simulator().forgetDead();
            Instant ended = Instant.now();
            feed.stop();
            sharing.stop();
            independent.stop();
            resumed = field.awaitReception(ended, Duration.ZERO, GIVEN_UP_AFTER);
        }
        Findings findings = field.settle(SETTLES_WITHIN);
        long rejected = field.ledger().answered(REJECTED);
        out.printf("R7: %d were rejected; sending again %.1f s after the end%n", rejected, resumed.toMillis() / 1e3);
        List<String> broken = Field.told(this, findings, out);
        if (rejected == 0 || rejected > MOST_REJECTED) {
            broken.add(rejected + " rejections, and not 1 to " + MOST_REJECTED);
        }
        if (findings.ended(Ending.RETIRED) > 0) {
            broken.add(findings.ended(Ending.RETIRED) + " tokens are retired");
        }
        for (Neighbour neighbour : neighbours()) {
            beside.told(this, neighbour, field.ledger(), out).ifPresent(broken::add);
            String district = neighbour.district().id().value();
            long otherwise = field.ledger().endedOtherwise(district, Ending.ACCEPTED);
            if (otherwise + field.ledger().answered(district, REJECTED) > 0) {
                broken.add(otherwise + " of " + district + " were not accepted");
            }
        }
        return broken;
    }

    /// It knows the neighbours' tokens, and no other.
    private void takeOnlyNeighbours(Simulator simulator) {
        for (Neighbour neighbour : neighbours()) {
            for (int device = 0; device < neighbour.devices(); device++) {
                simulator.takes(neighbour.district().token(device));
            }
        }
        simulator.rule(
                "{\"match\":{\"provider\":\"apns\"},\"reply\":{\"type\":\"reject\",\"status\":400,\"reason\":\"BadDeviceToken\"}}");
    }
}
