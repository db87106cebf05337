package org.belltower.benchmarks.dispatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.belltower.benchmarks.dispatch.bed.Simulator.Received;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Set<String> EXPECTED = Set.of("a", "b", "c");

    @Test
    void each_once_is_told_from_the_first_to_the_last() {
        assertThat(Receipts.check(EXPECTED, Set.of(), List.of(at("b", 40), at("a", 10), at("c", 25))))
                .isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void nothing_lost_is_overlooked_because_something_else_came_twice() {
        assertThatThrownBy(() -> Receipts.check(EXPECTED, Set.of(), List.of(at("a", 1), at("a", 2), at("b", 3))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of 3 pushes 1 were not received, 1 more than once, 0 answered otherwise; 0 others");
    }

    @Test
    void what_was_refused_or_belongs_to_another_segment_is_told() {
        assertThatThrownBy(() -> Receipts.check(
                        EXPECTED,
                        Set.of(),
                        List.of(at("a", 1), at("b", 2), at("x", 3), new Received(4, "c", NOON, "410 Unregistered"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of 3 pushes 0 were not received, 0 more than once, 1 answered otherwise; 1 others");
    }

    @Test
    void what_is_dead_is_to_be_refused_and_nothing_else() {
        Received refused = new Received(3, "c", NOON.plusMillis(7), "410 Unregistered");
        assertThat(Receipts.check(EXPECTED, Set.of("c"), List.of(at("a", 1), at("b", 2), refused)))
                .isEqualTo(Duration.ofMillis(6));
        assertThatThrownBy(() -> Receipts.check(EXPECTED, Set.of("c"), List.of(at("a", 1), at("b", 2), at("c", 3))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of 3 pushes 0 were not received, 0 more than once, 1 answered otherwise; 0 others");
    }

    private static Received at(String id, int millis) {
        return new Received(1 + millis, id, NOON.plusMillis(millis), "200");
    }
}
