package org.belltower.dispatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistoryProgressTest {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final HistoryProgress progress = new HistoryProgress(() -> now);

    @Test
    void before_anything_was_read_nothing_is_known() {
        assertThat(progress.lag()).isEmpty();
        assertThat(progress.lastKept()).isEmpty();
    }

    @Test
    void the_lag_grows_while_what_is_in_hand_cannot_be_kept_and_is_none_when_all_is_read() {
        progress.inHand(now.minusSeconds(3));
        now = now.plusSeconds(60);
        assertThat(progress.lag()).contains(Duration.ofSeconds(63));

        progress.kept();
        progress.idle();
        assertThat(progress.lag()).contains(Duration.ZERO);
        assertThat(progress.lastKept()).contains(now);
    }

    @Test
    void while_nobody_reads_the_lag_is_not_known_unless_something_was_in_hand() {
        progress.idle();
        progress.unknown();
        assertThat(progress.lag()).isEmpty();

        progress.inHand(now);
        progress.unknown();
        assertThat(progress.lag()).contains(Duration.ZERO);
    }
}
