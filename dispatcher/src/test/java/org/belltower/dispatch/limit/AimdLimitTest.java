package org.belltower.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AimdLimitTest {
    @Test
    void it_doubles_each_round_until_something_is_dropped() {
        AimdLimit limit = new AimdLimit(1, 16, 500);
        round(limit);
        assertThat(limit.current()).isEqualTo(32);
        round(limit);
        assertThat(limit.current()).isEqualTo(64);
    }

    @Test
    void after_a_drop_it_is_less_and_grows_by_one_a_round() {
        AimdLimit limit = new AimdLimit(1, 100, 500);
        limit.dropped(0, 1);
        assertThat(limit.current()).isEqualTo(70);
        round(limit);
        assertThat(limit.current()).isBetween(70, 71);
        round(limit);
        assertThat(limit.current()).isBetween(71, 72);
    }

    @Test
    void what_left_before_a_drop_was_noticed_does_not_count_again() {
        AimdLimit limit = new AimdLimit(1, 100, 500);
        for (int request = 0; request < 100; request++) {
            limit.dropped(request, 200);
        }
        assertThat(limit.current()).isEqualTo(70);
        limit.dropped(201, 300);
        assertThat(limit.current()).isEqualTo(49);
    }

    @Test
    void it_does_not_grow_on_what_uses_less_than_half_of_it() {
        AimdLimit limit = new AimdLimit(1, 100, 500);
        for (int request = 0; request < 1_000; request++) {
            limit.accepted(49);
        }
        assertThat(limit.current()).isEqualTo(100);
    }

    @Test
    void I_29_after_an_outage_it_begins_with_one_and_doubles() {
        AimdLimit limit = new AimdLimit(1, 400, 500);
        limit.dropped(0, 1);
        limit.restart();
        assertThat(limit.current()).isEqualTo(1);
        round(limit);
        round(limit);
        round(limit);
        assertThat(limit.current()).isEqualTo(8);
    }

    @Property(tries = 10_000)
    void R14_it_stays_between_its_bounds_and_only_drops_lower_it(
            @ForAll @Size(max = 300) List<@IntRange(min = -20, max = 600) Integer> samples) {
        AimdLimit limit = new AimdLimit(2, 10, 300);
        long now = 0;
        for (int sample : samples) {
            int before = limit.current();
            now++;
            if (sample < 0) {
                limit.dropped(now, ++now);
                assertThat(limit.current())
                        .isBetween(Math.max(2, (int) (before * 0.7)), Math.max(2, (int) ((before + 1) * 0.7)));
            } else {
                limit.accepted(sample);
                assertThat(limit.current()).isBetween(before, before + 1);
            }
            assertThat(limit.current()).isBetween(2, 300);
        }
    }

    private static void round(AimdLimit limit) {
        int requests = limit.current();
        for (int request = 0; request < requests; request++) {
            limit.accepted(requests);
        }
    }
}
