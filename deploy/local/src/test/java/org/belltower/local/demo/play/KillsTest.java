package org.belltower.local.demo.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KillsTest {
    @Test
    void the_first_stop_is_at_noon_and_the_others_are_spread_over_the_afternoon() {
        assertThat(Kills.stops(1_120, 0)).containsExactly(560);
        assertThat(Kills.stops(1_120, 1)).containsExactly(560);
        assertThat(Kills.stops(1_120, 4)).containsExactly(560, 700, 840, 980);
    }
}
