package org.belltower.benchmarks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatcherBenchmarkTest {
    @Test
    void its_parts_run_alone_in_the_order_in_which_they_are_named() {
        assertThat(DispatcherBenchmark.usual().with(List.of("fcm", "apns"), Map.of()))
                .isInstanceOfSatisfying(
                        DispatcherBenchmark.class,
                        chosen -> assertThat(chosen.parts())
                                .extracting(Part::name)
                                .containsExactly("fcm", "apns"));
    }

    @Test
    void a_part_that_there_is_not_is_refused() {
        assertThatThrownBy(() -> DispatcherBenchmark.usual().with(List.of("apple"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no part apple of dispatcher, but: apns, fcm");
    }
}
