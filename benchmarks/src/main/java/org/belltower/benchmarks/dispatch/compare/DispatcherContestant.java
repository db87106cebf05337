package org.belltower.benchmarks.dispatch.compare;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.benchmarks.compare.Contestant;
import org.belltower.benchmarks.compare.Segment;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.model.wire.Topics;

/// The dispatcher, from the lane in Kafka to outcomes in Kafka.
public final class DispatcherContestant implements Contestant {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final DispatchBed bed;
    private final int pushes;
    private final int deadEvery;

    private DispatcherContestant(DispatchBed bed, int pushes, int deadEvery) {
        this.bed = bed;
        this.pushes = pushes;
        this.deadEvery = deadEvery;
    }

    /// All tokens are good.
    public static DispatcherContestant clean(DispatchBed bed, int pushes) {
        return new DispatcherContestant(bed, pushes, 0);
    }

    /// Of so many devices one has a token that the provider knows no more.
    public static DispatcherContestant withDead(DispatchBed bed, int pushes, int every) {
        return new DispatcherContestant(bed, pushes, every);
    }

    @Override
    public String name() {
        return deadEvery == 0 ? "dispatcher" : "dispatcher, %d %% dead".formatted(100 / deadEvery);
    }

    @Override
    public Segment run(int number) throws Exception {
        bed.simulator().forgetDead();
        dead(number).mapToObj(bed.district()::token).forEach(bed.simulator()::dead);
        bed.feeder().prepare(bed.district(), number, pushes);
        bed.simulator().forget();
        long outcomes = bed.feeder().written(Topics.OUTCOMES);
        long buried = bed.feeder().written(Topics.DEAD_LETTERS);
        Duration cpuBefore = bed.dispatcher().cpu();
        bed.feeder().commit();
        awaitOutcomes(outcomes + pushes);
        Duration cpu = bed.dispatcher().cpu().minus(cpuBefore);
        Duration taken = Receipts.check(
                expected(bed.district(), number, pushes),
                ids(bed.district(), number, dead(number)),
                bed.simulator().received());
        require(bed.feeder().written(Topics.OUTCOMES) == outcomes + pushes, "a push has more than one outcome");
        require(bed.feeder().written(Topics.DEAD_LETTERS) == buried, "a push is among the dead letters");
        return new Segment(pushes, taken, cpu);
    }

    static Set<String> expected(SampleDistrict district, int segment, int pushes) {
        return ids(district, segment, IntStream.range(0, pushes));
    }

    private static Set<String> ids(SampleDistrict district, int segment, IntStream devices) {
        return devices.mapToObj(device -> district.id(segment, device).toString())
                .collect(Collectors.toSet());
    }

    /// Others each time: device-registry retires a token of whose death there is proof, so nobody is sent to it again.
    private IntStream dead(int segment) {
        return deadEvery == 0
                ? IntStream.empty()
                : IntStream.range(0, pushes).filter(device -> (device + segment) % deadEvery == 0);
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
