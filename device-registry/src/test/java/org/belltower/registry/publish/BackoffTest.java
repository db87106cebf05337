package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration MOST = Duration.ofSeconds(10);

    @Property(tries = 200)
    void pauses_double_up_to_the_limit_less_at_most_half_by_chance(
            @ForAll @IntRange(min = 1, max = 10_000) int failures, @ForAll long seed) {
        long whole = Math.min(MOST.toMillis(), (long) Math.min(1e9, FIRST.toMillis() * Math.pow(2, failures - 1)));

        assertThat(new Backoff(FIRST, MOST, new Random(seed)).after(failures).toMillis())
                .isBetween(whole / 2, whole);
    }
}
