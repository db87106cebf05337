package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.benchmarks.chaos.ledger.Findings;
import org.belltower.benchmarks.dispatch.bed.Neighbour;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.bed.Simulator;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;

/// R4: Firebase answers some pushes with 429, first with a Retry-After, then without: then a minute
/// counts as asked for, since its quotas are counted by the minute. Before that none of these comes
/// again, and no other of the project; and an app of another project does not notice.
final class TooMany implements Scenario {
    private static final Neighbour OTHER_APP = new Neighbour(
            new SampleDistrict(Provider.FCM, new DistrictId("neighbour"), SampleDistrict.BRANDED), 2_000, false);

    private static final Duration USUAL_LENGTH = Duration.ofMinutes(1);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration TOLD = Duration.ofSeconds(5);
    private static final Duration UNTOLD = Duration.ofMinutes(1);

    /// What left before the answer was there.
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(60);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);
    private static final String WITH = "QUOTA_EXCEEDED";
    private static final String WITHOUT = "RESOURCE_EXHAUSTED";

    @Override
    public String name() {
        return "R4";
    }

    @Override
    public Provider provider() {
        return Provider.FCM;
    }

    @Override
    public List<Neighbour> neighbours() {
        return List.of(OTHER_APP);
    }

    @Override
    public List<String> run(Field field, Sizes sizes, PrintStream out) throws InterruptedException {
        Duration length = sizes.length(USUAL_LENGTH);
        Beside beside;
        try (SteadyFeed feed = field.feed(sizes.rate());
                SteadyFeed other = field.feed(OTHER_APP, Beside.rate(sizes))) {
            field.awaitReception(Instant.now(), Duration.ZERO, GIVEN_UP_AFTER);
            field.go(WARM_UP);
            Instant before = Instant.now();
            field.go(length);
            Instant began = Instant.now();
            answer(
                    field,
                    "\"reason\":\"" + WITH + "\",\"headers\":{\"retry-after\":\"" + TOLD.toSeconds() + "\"}",
                    0.05);
            field.go(length);
            answer(field, "\"reason\":\"" + WITHOUT + "\"", 0.01);
            field.go(length);
            beside = new Beside(before, began, Instant.now());
            field.bed().simulator().forgetDead();
            feed.stop();
            other.stop();
        }
        Findings findings = field.settle(SETTLES_WITHIN);
        long with = field.ledger().answered("429 " + WITH);
        long without = field.ledger().answered("429 " + WITHOUT);
        out.printf("R4: %d were answered 429 with a Retry-After of %s, %d without%n", with, TOLD, without);
        List<String> broken = Field.told(this, findings, out);
        beside.told(this, OTHER_APP, field.ledger(), out).ifPresent(broken::add);
        long soon = field.ledger().tooSoon("429 " + WITH, TOLD) + field.ledger().tooSoon("429 " + WITHOUT, UNTOLD);
        if (soon > 0) {
            broken.add(soon + " came again before their time");
        }
        long notHeeded = field.ledger().notHeeded("429 " + WITH, UNDER_WAY, TOLD)
                + field.ledger().notHeeded("429 " + WITHOUT, UNDER_WAY, UNTOLD);
        if (notHeeded > 0) {
            broken.add(notHeeded + " times others came before that");
        }
        if (with == 0 || without == 0) {
            broken.add("too few were answered 429 to tell");
        }
        return broken;
    }

    private static void answer(Field field, String reply, double share) {
        field.bed().simulator().forgetDead();
        field.bed()
                .simulator()
                .rule("{\"match\":{\"app\":\"" + Simulator.PROJECT
                        + "\"},\"reply\":{\"type\":\"reject\",\"status\":429," + reply + "},\"share\":" + share + "}");
    }
}
