package org.belltower.benchmarks.dispatch.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutstandingTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private final Outstanding outstanding = new Outstanding(Duration.ofMillis(100));

    @Test
    void what_arrived_within_an_answers_time_is_unanswered() {
        arrive(0, 10, 99);
        assertThat(outstanding.most()).isEqualTo(3);
    }

    @Test
    void what_is_answered_at_that_moment_counts_no_more() {
        arrive(0, 10, 100, 109);
        assertThat(outstanding.most()).isEqualTo(3);
        arrive(110, 111);
        assertThat(outstanding.most()).isEqualTo(4);
    }

    @Test
    void the_most_is_remembered() {
        arrive(0, 0, 0, 0, 1_000);
        assertThat(outstanding.most()).isEqualTo(4);
    }

    private void arrive(int... millis) {
        for (int at : millis) {
            outstanding.arrived(NOON.plusMillis(at));
        }
    }
}
