package org.belltower.benchmarks.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitsTest {
    @Test
    void a_percentile_is_of_all_that_were_fed_in_whatever_order_they_came() {
        List<Duration> waits = IntStream.rangeClosed(1, 198)
                .mapToObj(number -> Duration.ofMillis(199 - number))
                .toList();
        assertThat(new Waits(waits, 2).percentile(99)).isEqualTo(Duration.ofMillis(198));
        assertThat(new Waits(waits, 0).percentile(50)).isEqualTo(Duration.ofMillis(99));
        assertThat(new Waits(waits, 0).percentile(100)).isEqualTo(Duration.ofMillis(198));
    }

    @Test
    void what_was_never_received_has_no_wait() {
        List<Duration> one = List.of(Duration.ofMillis(1));
        assertThatThrownBy(() -> new Waits(one, 1).percentile(99)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Waits(List.of(), 0).percentile(99)).isInstanceOf(IllegalStateException.class);
    }
}
