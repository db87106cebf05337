package org.belltower.service.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.belltower.service.failure.RetryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplacementsTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final Replacements replacements =
            new Replacements(new RetryPolicy(FIRST, LONGEST, new Random(7)), nanos::get);

    @Test
    void what_begins_before_anything_died_waits_for_nothing() {
        assertThat(replacements.begin() - nanos.get()).isZero();
    }

    @Test
    void each_death_makes_the_pause_longer_up_to_half_a_minute() {
        assertThat(replacements.died()).isBetween(FIRST.dividedBy(2), FIRST);
        assertThat(replacements.died()).isBetween(FIRST, FIRST.multipliedBy(2));
        assertThat(replacements.died()).isBetween(FIRST.multipliedBy(2), FIRST.multipliedBy(4));
        for (int death = 0; death < 100; death++) {
            assertThat(replacements.died()).isBetween(FIRST.multipliedBy(4), LONGEST);
        }
        assertThat(replacements.died()).isBetween(LONGEST.dividedBy(2), LONGEST);
    }

    @Test
    void what_is_made_after_a_death_begins_after_its_pause() {
        Duration pause = replacements.died();
        assertThat(Duration.ofNanos(replacements.begin() - nanos.get())).isEqualTo(pause);
    }

    @Test
    void it_is_told_that_they_pause_until_the_pause_is_over() {
        assertThat(replacements.arePausing()).as("before anything died").isFalse();
        Duration pause = replacements.died();
        assertThat(replacements.arePausing()).isTrue();
        nanos.addAndGet(pause.toNanos() - 1);
        assertThat(replacements.arePausing()).isTrue();
        nanos.addAndGet(1);
        assertThat(replacements.arePausing()).isFalse();
    }

    @Test
    void after_five_minutes_without_a_death_the_pauses_begin_anew() {
        for (int death = 0; death < 10; death++) {
            var _ = replacements.died();
        }
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(replacements.died()).as("not yet").isGreaterThan(FIRST);
        nanos.addAndGet(Duration.ofMinutes(5).toNanos() + 1);
        assertThat(replacements.died()).isLessThanOrEqualTo(FIRST);
    }

    @Test
    void whoever_waits_waits_no_longer_once_nothing_is_to_begin_and_does_not_begin() throws Exception {
        long hours = nanos.get() + Duration.ofHours(10).toNanos();
        AtomicReference<@Nullable Boolean> begins = new AtomicReference<>();
        Thread waiting = Thread.ofPlatform().daemon().start(() -> begins.set(replacements.await(hours)));
        replacements.close();
        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        assertThat(begins.get()).isFalse();
    }

    @Test
    void whoever_has_nothing_to_wait_for_begins() {
        assertThat(replacements.await(replacements.begin())).isTrue();
    }
}
