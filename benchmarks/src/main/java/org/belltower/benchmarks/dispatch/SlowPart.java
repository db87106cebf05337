package org.belltower.benchmarks.dispatch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.bed.Simulator.Received;
import org.belltower.benchmarks.dispatch.compare.Comparison;
import org.belltower.benchmarks.dispatch.compare.Outstanding;
import org.belltower.benchmarks.dispatch.compare.Sizes;
import org.belltower.model.Provider;
import org.belltower.model.wire.Topics;

/// P11: the provider takes a tenth of what the dispatcher sends at its best, and ten times as much
/// comes in, for minutes: it survives, and the provider never has more unanswered requests than the
/// dispatcher may have in flight.
final class SlowPart implements Part {
    private static final Duration USUAL_LATENCY = Duration.ofMillis(20);
    private static final int SLOWER = 10;
    private static final long SECOND = 1_000_000_000L;

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public void run(Path folder, Sizes sizes, PrintStream out) throws Exception {
        try (DispatchBed bed = new DispatchBed(folder, new SampleDistrict(Provider.APNS), sizes.bed())) {
            AtomicInteger segments = new AtomicInteger();
            Comparison alone = Comparison.ofDispatcher(bed, sizes, List.of(), segments);
            double best = alone.perSecond(USUAL_LATENCY);
            // So many in flight, each answered after this, are a tenth of the best.
            Duration latency = Duration.ofMillis(Math.round(1e3 * sizes.inFlight() * SLOWER / best));
            int input = (int) Math.min(best, sizes.pushes());
            out.printf(
                    "dispatcher  java %s%n%.0f pushes/s at its best; now the provider answers after %d ms, and %d pushes/s"
                            + " come in, for %d s%n",
                    DispatchBed.DISPATCHER,
                    best,
                    latency.toMillis(),
                    input,
                    sizes.slowFor().toSeconds());
            bed.simulator().latency(latency);
            bed.simulator().forget();
            Watch watch = new Watch(bed, latency);
            long outcomes = bed.feeder().written(Topics.OUTCOMES);
            long fed = feed(bed, input, sizes.slowFor(), segments, watch);
            long ended = bed.feeder().written(Topics.OUTCOMES) - outcomes;
            watch.look();
            watch.judge(sizes.inFlight(), ended);
            out.printf("slow: %d pushes came in, %d have outcomes; %s; it lives%n", fed, ended, watch);
        }
    }

    /// So many pushes each second, in a transaction of their own, for as long.
    ///
    /// @return how many
    private static long feed(DispatchBed bed, int perSecond, Duration length, AtomicInteger segments, Watch watch)
            throws InterruptedException {
        long fed = 0;
        long end = System.nanoTime() + length.toNanos();
        for (long next = System.nanoTime(); next - end < 0; next += SECOND) {
            bed.feeder().prepare(bed.district(), segments.incrementAndGet(), perSecond);
            bed.feeder().commit();
            fed += perSecond;
            LockSupport.parkNanos(next + SECOND - System.nanoTime());
            watch.look();
        }
        return fed;
    }

    /// What is seen of it, second by second.
    private static final class Watch {
        private final DispatchBed bed;
        private final Outstanding outstanding;
        private final Set<String> received = new HashSet<>();
        private long since;
        private int looks;
        private long mostInFlight;

        private Watch(DispatchBed bed, Duration latency) {
            this.bed = bed;
            this.outstanding = new Outstanding(latency);
        }

        /// @throws IllegalStateException if it has ended, a push came twice, or one was not
        ///     accepted
        private void look() throws InterruptedException {
            bed.dispatcher().requireAlive();
            looks++;
            mostInFlight = Math.max(mostInFlight, bed.inFlight());
            bed.simulator().received(since).forEach(this::count);
        }

        private void count(Received push) {
            since = push.sequence();
            outstanding.arrived(push.at());
            require(received.add(push.id()), "a push was received twice");
            require(push.accepted(), "a push was not accepted");
        }

        private void judge(int cap, long ended) {
            require(outstanding.most() <= cap, outstanding.most() + " requests were unanswered at once");
            require(mostInFlight <= cap, mostInFlight + " sends were on their way at once");
            require(ended > 0 && ended <= received.size(), "there are outcomes of pushes that were not received");
        }

        @Override
        public String toString() {
            return "%d were received; never more than %d unanswered, %d on their way by its own count at %d looks"
                    .formatted(received.size(), outstanding.most(), mostInFlight, looks);
        }

        private static void require(boolean fine, String otherwise) {
            if (!fine) {
                throw new IllegalStateException(otherwise);
            }
        }
    }
}
