package org.belltower.service.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.belltower.service.heartbeat.Verdict.Status;

/// Through any mix of a service that lives or not, a Kafka that is there or not and a judge that reads or not,
/// second by second, against what is really so.
class ServiceWatchPropertyTest {
    private static final int SILENCE = 15;
    private static final int INTERVAL = 5;
    private static final int DEAFNESS = 5;

    /// A stretch of time in which all stays as it is.
    record Stretch(boolean alive, boolean kafka, boolean reading, int seconds) {}

    private record Written(long second) {}

    private static final class World {
        private final ServiceWatch watch = new ServiceWatch(ServiceWatch.Limits.USUAL, List.of("dispatcher"));
        private final List<Written> topic = new ArrayList<>();
        private long second;
        private int read;
        private int endsBefore = -1;
        private long askedBefore;
        private long aliveSince = -1;
        private long lastWritten = Long.MIN_VALUE / 2;
        private long listenedSince = -1;
        private long silenceAtLook;

        private static long nanos(long second) {
            return second * 1_000_000_000L;
        }

        private void step(Stretch stretch) {
            second++;
            aliveSince = stretch.alive() ? (aliveSince < 0 ? second : aliveSince) : -1;
            boolean due = second % INTERVAL == 0;
            if (stretch.alive() && stretch.kafka() && due) {
                topic.add(new Written(second));
                lastWritten = second;
            }
            if (stretch.kafka() && stretch.reading()) {
                look();
            } else {
                listenedSince = -1;
            }
        }

        private void look() {
            int ends = topic.size();
            for (; read < ends; read++) {
                OptionalLong notBefore = endsBefore >= 0 && read >= endsBefore
                        ? OptionalLong.of(nanos(askedBefore))
                        : OptionalLong.empty();
                watch.heard(Beats.working("a"), notBefore, nanos(second));
            }
            watch.looked(nanos(second));
            endsBefore = ends;
            askedBefore = second;
            silenceAtLook = second - lastWritten;
            listenedSince = listenedSince < 0 ? second : listenedSince;
        }

        private Status status() {
            return watch.judge(nanos(second), Beats.NOON.plusSeconds(second))
                    .getFirst()
                    .status();
        }
    }

    @Property
    void A12_active_is_never_said_of_what_was_silent_for_the_time_and_inactive_never_of_what_lives(
            @ForAll boolean spoken, @ForAll @Size(max = 12) List<@From("stretch") Stretch> stretches) {
        World world = new World();
        if (spoken) {
            world.topic.add(new Written(0));
        }
        for (Stretch stretch : stretches) {
            for (int i = 0; i < stretch.seconds(); i++) {
                world.step(stretch);
                Status status = world.status();
                if (status == Status.ACTIVE) {
                    assertThat(world.second - world.lastWritten).isLessThanOrEqualTo(SILENCE);
                }
                if (status == Status.INACTIVE) {
                    // At the last look, which is not long ago, nothing had been written for as long.
                    assertThat(world.silenceAtLook).isGreaterThan(SILENCE);
                    assertThat(world.second - world.askedBefore).isLessThanOrEqualTo(DEAFNESS);
                }
                boolean listened = world.listenedSince >= 0 && world.second - world.listenedSince > INTERVAL + 1;
                boolean lived = world.aliveSince >= 0 && world.second - world.aliveSince > INTERVAL + 1;
                if (listened && lived) {
                    assertThat(status).isEqualTo(Status.ACTIVE);
                }
            }
        }
    }

    @Provide
    Arbitrary<Stretch> stretch() {
        Arbitrary<Boolean> mostly = Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false));
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        mostly,
                        mostly,
                        Arbitraries.integers().between(1, 40))
                .as(Stretch::new);
    }
}
