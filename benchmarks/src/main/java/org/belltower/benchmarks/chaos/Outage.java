package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.benchmarks.chaos.ledger.Ending;
import org.belltower.benchmarks.chaos.ledger.Findings;
import org.belltower.model.Provider;

/// R5: Firebase answers everything with 503 for minutes. Pushes come meanwhile, are put aside, and
/// most of them do not live long enough to see its end.
final class Outage implements Scenario {
    private static final Duration USUAL_LENGTH = Duration.ofMinutes(5);

    private static final Duration NORMAL = Duration.ofSeconds(5);

    /// What was in flight when it began is answered by then, and nothing but probes goes.
    private static final Duration NOTICED = Duration.ofSeconds(2);

    private static final double MOST_PROBES = 0.01;
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(60);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "R5";
    }

    @Override
    public Provider provider() {
        return Provider.FCM;
    }

    @Override
    public List<String> run(Field field, Sizes sizes, PrintStream out) throws InterruptedException {
        Duration length = sizes.length(USUAL_LENGTH);
        Instant began;
        Instant ended;
        Duration resumed;
        long deferred;
        try (SteadyFeed feed = field.feed(sizes.rate(), length.dividedBy(3))) {
            field.awaitReception(Instant.now(), Duration.ZERO, GIVEN_UP_AFTER);
            field.go(NORMAL);
            field.bed()
                    .simulator()
                    .rule("{\"match\":{},\"reply\":{\"type\":\"reject\",\"status\":503,\"reason\":\"UNAVAILABLE\"}}");
            began = Instant.now();
            field.go(length);
            deferred = field.bed().deferred();
            ended = Instant.now();
            field.bed().simulator().forgetDead();
            resumed = field.awaitReception(ended, Duration.ZERO, GIVEN_UP_AFTER);
            feed.stop();
        }
        Findings findings = field.settle(SETTLES_WITHIN);
        Instant noticed = began.plus(NOTICED);
        long probes = field.ledger().received(noticed, ended);
        double allowed =
                MOST_PROBES * sizes.rate() * Duration.between(noticed, ended).toMillis() / 1e3;
        out.printf(
                "R5: 503 for %d s: %d requests in its first %d s, %d probes after that, %.0f are allowed;"
                        + " the next came %.1f s after its end; %d were put aside then%n",
                length.toSeconds(),
                field.ledger().received(began, noticed),
                NOTICED.toSeconds(),
                probes,
                allowed,
                resumed.toMillis() / 1e3,
                deferred);
        List<String> broken = Field.told(this, findings, out);
        if (probes > allowed) {
            broken.add(probes + " probes are too many");
        }
        if (deferred == 0) {
            broken.add("nothing was put aside");
        }
        if (findings.ended(Ending.EXPIRED) == 0) {
            broken.add("nothing expired");
        }
        return broken;
    }
}
