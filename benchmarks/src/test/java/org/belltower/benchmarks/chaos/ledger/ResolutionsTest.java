package org.belltower.benchmarks.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResolutionsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private final Resolutions resolutions = new Resolutions();

    @Test
    void a_send_is_on_its_way_until_as_many_are_resolved_as_had_begun() {
        look(0, 100, 20);
        look(4, 110, 20);
        look(9, 119, 20);
        look(10, 120, 20);

        assertThat(resolutions.longest()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void one_that_is_never_resolved_is_seen_for_as_long_as_anybody_looks() {
        look(0, 100, 1);
        look(60, 100, 1);

        assertThat(resolutions.longest()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void quick_ones_are_never_seen_twice() {
        look(0, 100, 20);
        look(1, 600, 20);
        look(2, 1_100, 0);
        look(3, 1_100, 0);

        assertThat(resolutions.longest()).isZero();
    }

    private void look(long second, long resolved, long inFlight) {
        resolutions.look(NOON.plusSeconds(second), resolved, inFlight);
    }
}
