package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.belltower.benchmarks.chaos.ledger.Findings;
import org.belltower.benchmarks.process.Service;

/// R10: a second dispatcher joins and leaves, again and again, while pushes come: partitions change
/// hands each time.
final class Rebalanced implements Scenario {
    private static final Duration USUAL_LENGTH = Duration.ofMinutes(10);
    private static final Duration STAYS = Duration.ofSeconds(5);
    private static final double MOST_REPEATED_PERCENT = 0.5;
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "R10";
    }

    @Override
    public List<String> run(Field field, Sizes sizes, PrintStream out) throws InterruptedException {
        long end = System.nanoTime() + sizes.length(USUAL_LENGTH).toNanos();
        int joins = 0;
        try (SteadyFeed feed = field.feed(sizes.rate())) {
            while (System.nanoTime() - end < 0) {
                try (Service _ = field.bed().secondDispatcher()) {
                    joins++;
                    field.go(STAYS);
                }
                field.go(STAYS);
                field.look();
            }
            feed.stop();
        }
        Findings findings = field.settle(SETTLES_WITHIN);
        out.printf("R10: a second one joined and left %d times at %d pushes/s%n", joins, sizes.rate());
        List<String> broken = Field.told(this, findings, out);
        if (findings.repeatedPercent() > MOST_REPEATED_PERCENT) {
            broken.add("more than %.1f %% were received again".formatted(MOST_REPEATED_PERCENT));
        }
        return broken;
    }
}
