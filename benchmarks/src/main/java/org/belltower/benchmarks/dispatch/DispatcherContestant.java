package org.belltower.benchmarks.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.model.wire.Topics;

/// The dispatcher, from the lane in Kafka to outcomes in Kafka.
final class DispatcherContestant implements Contestant {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final DispatchBed bed;
    private final int pushes;

    DispatcherContestant(DispatchBed bed, int pushes) {
        this.bed = bed;
        this.pushes = pushes;
    }

    @Override
    public String name() {
        return "dispatcher";
    }

    @Override
    public Segment send(int number) throws Exception {
        bed.feeder().prepare(bed.district(), number, pushes);
        bed.simulator().forget();
        long outcomes = bed.feeder().written(Topics.OUTCOMES);
        long buried = bed.feeder().written(Topics.DEAD_LETTERS);
        Duration cpuBefore = bed.dispatcher().cpu();
        bed.feeder().commit();
        awaitOutcomes(outcomes + pushes);
        Duration cpu = bed.dispatcher().cpu().minus(cpuBefore);
        Duration taken = Receipts.check(
                expected(bed.district(), number, pushes), bed.simulator().received());
        require(bed.feeder().written(Topics.OUTCOMES) == outcomes + pushes, "a push has more than one outcome");
        require(bed.feeder().written(Topics.DEAD_LETTERS) == buried, "a push is among the dead letters");
        return new Segment(pushes, taken, cpu);
    }

    static Set<String> expected(SampleDistrict district, int segment, int pushes) {
        return IntStream.range(0, pushes)
                .mapToObj(device -> district.id(segment, device).toString())
                .collect(Collectors.toSet());
    }

    private void awaitOutcomes(long expected) throws InterruptedException {
        long began = System.nanoTime();
        while (bed.feeder().written(Topics.OUTCOMES) < expected) {
            bed.dispatcher().requireAlive();
            require(System.nanoTime() - began < LONGEST.toNanos(), "pushes have no outcome after " + LONGEST);
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new IllegalStateException(otherwise);
        }
    }
}
