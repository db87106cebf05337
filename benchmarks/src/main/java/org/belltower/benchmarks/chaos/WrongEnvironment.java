package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.benchmarks.chaos.ledger.Ending;
import org.belltower.benchmarks.chaos.ledger.Findings;

/// R7: Apple takes no token of the district's app any more, as when the app was built for the other
/// environment: that is noticed, little is lost, and no token is retired by it (C9).
///
/// Whether other districts on the app notice is not asked here.
final class WrongEnvironment implements Scenario {
    private static final Duration USUAL_LENGTH = Duration.ofMinutes(1);
    private static final int MOST_REJECTED = 200;
    private static final String REJECTED = "400 BadDeviceToken";
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(6);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "R7";
    }

    @Override
    public List<String> run(Field field, Sizes sizes, PrintStream out) throws InterruptedException {
        Instant ended;
        Duration resumed;
        try (SteadyFeed feed = field.feed(sizes.rate())) {
            field.awaitReception(Instant.now(), Duration.ZERO, GIVEN_UP_AFTER);
            field.bed()
                    .simulator()
                    .rule(
                            "{\"match\":{\"provider\":\"apns\"},\"reply\":{\"type\":\"reject\",\"status\":400,\"reason\":\"BadDeviceToken\"}}");
            field.go(sizes.length(USUAL_LENGTH));
            field.bed().simulator().forgetDead();
            ended = Instant.now();
            feed.stop();
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
        return broken;
    }
}
