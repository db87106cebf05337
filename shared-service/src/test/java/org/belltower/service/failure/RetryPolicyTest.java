package org.belltower.service.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    @Property
    void waits_double_up_to_the_cap_and_at_least_half_of_them_is_certain(
            @ForAll @IntRange(min = 1, max = 1_000) int failures, @ForAll long seed) {
        Duration full = Duration.ofSeconds(Math.min(30, 1L << Math.min(failures - 1, 10)));
        assertThat(policy(seed).delay(failures)).isBetween(full.dividedBy(2), full);
    }

    @Property
    void the_other_sides_own_time_is_never_undercut(
            @ForAll @IntRange(min = 1, max = 100) int failures,
            @ForAll @IntRange(min = 31, max = 100_000) int seconds,
            @ForAll long seed) {
        Duration atLeast = Duration.ofSeconds(seconds);
        assertThat(policy(seed).delay(failures, atLeast)).isBetween(atLeast, atLeast.plus(atLeast.dividedBy(10)));
    }

    @Test
    void two_that_fail_together_do_not_come_back_together() {
        RetryPolicy policy = policy(3);
        assertThat(policy.delay(6)).isNotEqualTo(policy.delay(6));
    }

    private static RetryPolicy policy(long seed) {
        return new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(seed));
    }
}
