package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.belltower.benchmarks.chaos.ledger.Findings;

/// R1: the dispatcher is killed (SIGKILL) and started again, again and again, while pushes come.
final class Killed implements Scenario {
    private static final long SEED = 1;
    private static final int SHORTEST_LIFE_MILLIS = 2_000;
    private static final int LONGEST_LIFE_MILLIS = 6_000;

    /// No JVM is up and sends sooner: what is received by then was still in the connection.
    private static final Duration STILL_THE_OLD = Duration.ofSeconds(1);

    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(60);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "R1";
    }

    @Override
    public List<String> run(Field field, Sizes sizes, PrintStream out) throws InterruptedException {
        SplittableRandom lives = new SplittableRandom(SEED);
        List<Duration> resumed = new ArrayList<>();
        try (SteadyFeed feed = field.feed(sizes.rate())) {
            field.awaitReception(Instant.now(), Duration.ZERO, GIVEN_UP_AFTER);
            for (int kill = 0; kill < sizes.kills(); kill++) {
                field.go(Duration.ofMillis(lives.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS)));
                resumed.add(kill(field));
            }
            feed.stop();
        }
        Findings findings = field.settle(SETTLES_WITHIN);
        Duration longest = Collections.max(resumed);
        out.printf(
                "R1: %d kills at %d pushes/s; resumed after %s s, at the longest %.1f s%n",
                resumed.size(),
                sizes.rate(),
                resumed.stream()
                        .map(time -> "%.1f".formatted(time.toMillis() / 1e3))
                        .toList(),
                longest.toMillis() / 1e3);
        List<String> broken = Field.told(this, findings, out);
        if (longest.compareTo(sizes.resumesWithin()) > 0) {
            broken.add("not resumed within " + sizes.resumesWithin().toSeconds() + " s of each kill");
        }
        return broken;
    }

    /// @return how long it took until something was sent again
    private static Duration kill(Field field) throws InterruptedException {
        field.bed().killDispatcher();
        Instant killed = Instant.now();
        field.bed().restartDispatcher();
        return field.awaitReception(killed, STILL_THE_OLD, GIVEN_UP_AFTER);
    }
}
