package org.belltower.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final List<Double> HUNDRED = IntStream.rangeClosed(1, 100)
            .mapToObj(number -> (double) (101 - number))
            .toList();

    @Test
    void a_percentile_is_the_nearest_rank() {
        assertThat(Figures.percentile(HUNDRED, 99)).isEqualTo(99);
        assertThat(Figures.percentile(HUNDRED, 100)).isEqualTo(100);
        assertThat(Figures.percentile(HUNDRED, 0.5)).isEqualTo(1);
        assertThat(Figures.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Figures.spread(List.of(3.0, 1.0, 2.0))).isEqualTo("2 [1..3]");
    }

    @Test
    void of_nothing_there_is_no_percentile() {
        assertThatThrownBy(() -> Figures.median(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Figures.percentile(HUNDRED, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
