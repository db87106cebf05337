package org.belltower.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final RestartPolicy POLICY = RestartPolicy.STANDARD;

    @Test
    void the_first_restart_is_immediate_and_the_next_ones_wait_up_to_ten_seconds() {
        List<Long> pauses = new ArrayList<>();
        Phase.Waiting waiting = new Phase.Waiting(NOON, 0);
        for (int i = 0; i < 8; i++) {
            waiting = waiting.launched(NOON).died(NOON, POLICY);
            pauses.add(Duration.between(NOON, waiting.until()).toSeconds());
        }
        assertThat(pauses).containsExactly(0L, 1L, 2L, 4L, 8L, 10L, 10L, 10L);
    }

    @Test
    void a_process_that_was_stable_begins_anew() {
        Instant later = NOON.plusSeconds(30);
        Phase.Ready ready = new Phase.Waiting(NOON, 5).launched(NOON).ready(NOON);
        assertThat(ready.died(later, POLICY)).isEqualTo(new Phase.Waiting(later, 1));
    }

    @Test
    void a_process_that_dies_soon_after_it_was_ready_waits_longer_each_time() {
        Instant soon = NOON.plusSeconds(29);
        Phase.Ready ready = new Phase.Waiting(NOON, 3).launched(NOON).ready(NOON);
        assertThat(ready.died(soon, POLICY)).isEqualTo(new Phase.Waiting(soon.plusSeconds(4), 4));
    }

    @Test
    void the_pause_stays_at_the_limit_however_often_it_dies() {
        assertThat(POLICY.delayAfter(1_000_000)).isEqualTo(Duration.ofSeconds(10));
    }
}
