package org.belltower.dispatch.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Map<String, Long> ENDS = Map.of("a", 10L, "b", 0L);

    private final AtomicLong nanos = new AtomicLong();
    private final Freshness freshness = new Freshness(LIMIT, nanos::get, () -> {});
    private final CatchUp<String> catchUp = new CatchUp<>(freshness, nanos::get);

    private void pass(int millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private void read(Map<String, Long> positions) {
        catchUp.read(partition -> positions.getOrDefault(partition, 0L));
    }

    @Test
    void it_asks_at_once_and_then_every_half_second() {
        assertThat(catchUp.isDue()).isTrue();
        catchUp.asked();
        assertThat(catchUp.isDue()).isFalse();
        catchUp.answered(ENDS);
        read(ENDS);
        pass(499);
        assertThat(catchUp.isDue()).isFalse();
        pass(1);
        assertThat(catchUp.isDue()).isTrue();
    }

    @Test
    void it_asks_often_enough_for_a_short_limit() {
        CatchUp<String> hasty = new CatchUp<>(new Freshness(Duration.ofMillis(400), nanos::get, () -> {}), nanos::get);
        hasty.asked();
        hasty.answered(Map.of());
        hasty.read(_ -> 0);
        pass(100);
        assertThat(hasty.isDue()).isTrue();
    }

    @Test
    void it_has_caught_up_with_the_moment_of_the_question_once_every_partition_is_read() {
        catchUp.asked();
        pass(300);
        catchUp.answered(ENDS);
        read(Map.of("a", 9L));
        assertThat(freshness.lag()).isEmpty();
        pass(400);
        read(Map.of("a", 10L));
        assertThat(freshness.lag()).contains(Duration.ofMillis(700));
    }

    @Test
    void what_has_been_read_before_the_answer_counts() {
        catchUp.asked();
        catchUp.answered(ENDS);
        read(Map.of("a", 12L, "b", 3L));
        assertThat(freshness.isFresh()).isTrue();
    }

    @Test
    void a_question_without_an_answer_proves_nothing_and_is_asked_again_half_a_second_later() {
        catchUp.asked();
        pass(1_000);
        catchUp.failed();
        read(Map.of("a", 100L, "b", 100L));
        assertThat(freshness.lag()).isEmpty();
        assertThat(catchUp.isDue()).isFalse();
        pass(500);
        assertThat(catchUp.isDue()).isTrue();
    }

    @Test
    void an_end_that_is_not_reached_while_it_is_worth_anything_is_asked_for_anew() {
        catchUp.asked();
        catchUp.answered(ENDS);
        pass(2_000);
        assertThat(catchUp.isDue()).isFalse();
        pass(1);
        assertThat(catchUp.isDue()).isTrue();
        catchUp.asked();
        catchUp.answered(Map.of("a", 4L, "b", 0L));
        read(Map.of("a", 4L));
        assertThat(freshness.isFresh()).as("the topic was made anew").isTrue();
    }
}
