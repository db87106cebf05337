package org.belltower.registry.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurgeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final List<Instant> moments = new ArrayList<>();
    private int left;
    private final Purge purge = new Purge("removed", this::forget, Duration.ofDays(7), InstantSource.fixed(NOW));

    @Test
    void forgets_in_portions_until_none_is_old_enough() {
        left = 2005;

        assertThat(purge.tick()).isEqualTo(2005);
        assertThat(moments).hasSize(3).containsOnly(NOW.minus(Duration.ofDays(7)));
        assertThat(purge.tick()).isZero();
    }

    private int forget(Instant before, int most) {
        moments.add(before);
        int portion = Math.min(left, most);
        left -= portion;
        return portion;
    }
}
