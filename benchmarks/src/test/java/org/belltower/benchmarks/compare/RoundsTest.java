package org.belltower.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> turns = new ArrayList<>();

    @Test
    void every_second_round_goes_backwards_and_no_segment_is_sent_twice() throws Exception {
        List<Series> series =
                new Rounds(List.of(one("a"), one("b"), one("c")), new AtomicInteger()::incrementAndGet).run(3);
        assertThat(turns).containsExactly("a1", "b2", "c3", "c4", "b5", "a6", "a7", "b8", "c9");
        assertThat(series).extracting(Series::name).containsExactly("a", "b", "c");
        assertThat(series.getLast().segments()).extracting(Segment::count).containsExactly(3, 4, 9);
    }

    @Test
    void ratios_are_those_of_the_same_round() {
        Series ours = new Series("ours", List.of(segment(1, 30), segment(4, 60)));
        Series theirs = new Series("theirs", List.of(segment(2, 10), segment(2, 30)));
        assertThat(ours.speedTo(theirs)).containsExactly(2.0, 0.5);
        assertThat(ours.cpuTo(theirs)).containsExactly(3.0, 2.0);
        Series shorter = new Series("shorter", List.of(segment(1, 1)));
        assertThatThrownBy(() -> ours.speedTo(shorter)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void figures_are_per_second_and_for_one() {
        Segment segment = new Segment(500, Duration.ofMillis(250), Duration.ofMillis(20));
        assertThat(segment.perSecond()).isEqualTo(2_000);
        assertThat(segment.cpuMicros()).isEqualTo(40);
    }

    private Contestant one(String name) {
        return new Contestant() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Segment run(int number) {
                turns.add(name + number);
                return new Segment(number, Duration.ofSeconds(1), Duration.ofSeconds(1));
            }
        };
    }

    private static Segment segment(int seconds, int cpuSeconds) {
        return new Segment(8, Duration.ofSeconds(seconds), Duration.ofSeconds(cpuSeconds));
    }
}
