package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Service;

/// A dispatcher stands still (SIGSTOP) for longer than its session, with many pushes in hand that
/// wait for a slow provider. A second one takes over and sends what the first had; then the first
/// goes on, and does not know yet that it has lost everything.
final class Frozen implements Scenario {
    /// With this many in flight it takes less than the rate, so that the rest waits in hand.
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final Duration FILLS_UP = Duration.ofSeconds(8);

    /// The session of 6 s, and time for the second one to send and write down.
    private static final Duration STANDS_STILL = Duration.ofSeconds(12);

    private static final Duration GOES_ON = Duration.ofSeconds(8);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);
    private static final int KILLS_A_TIME = 5;

    @Override
    public String name() {
        return "frozen";
    }

    @Override
    public List<String> run(Field field, Sizes sizes, PrintStream out) throws InterruptedException {
        int times = Math.max(1, sizes.kills() / KILLS_A_TIME);
        field.bed().simulator().latency(SLOW);
        try (Service _ = field.bed().secondDispatcher();
                SteadyFeed feed = field.feed(sizes.rate())) {
            for (int time = 0; time < times; time++) {
                field.go(FILLS_UP);
                standStill(field);
                field.go(GOES_ON);
                field.look();
            }
            feed.stop();
            field.bed().simulator().latency(Duration.ZERO);
            var findings = field.settle(SETTLES_WITHIN);
            out.printf(
                    "frozen: stood still %d times for %d s at %d pushes/s%n",
                    times, STANDS_STILL.toSeconds(), sizes.rate());
            return Field.told(this, findings, out);
        }
    }

    private static void standStill(Field field) throws InterruptedException {
        Child dispatcher = field.bed().dispatcher();
        dispatcher.standStill();
        try {
            field.go(STANDS_STILL);
        } finally {
            dispatcher.goOn();
        }
    }
}
