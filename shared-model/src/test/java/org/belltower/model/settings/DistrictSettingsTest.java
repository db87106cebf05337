package org.belltower.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DistrictSettingsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static DistrictSettings district(boolean notifications, @Nullable Instant switchedOn) {
        return new DistrictSettings(new DistrictId("north"), 1, notifications, true, 2027, switchedOn);
    }

    @Test
    void A1_a_switch_that_is_off_lets_nothing_pass() {
        assertThat(district(false, null).isOnFor(NOON)).isFalse();
        assertThat(district(false, NOON.minusSeconds(60)).isOnFor(NOON)).isFalse();
    }

    @Test
    void A1_a_switch_that_is_on_lets_pass_what_waits_since_that_moment_or_later_and_nothing_older() {
        assertThat(district(true, NOON.plusNanos(1)).isOnFor(NOON)).isFalse();
        assertThat(district(true, NOON).isOnFor(NOON)).isTrue();
        assertThat(district(true, NOON.minusNanos(1)).isOnFor(NOON)).isTrue();
    }

    @Test
    void A1_a_switch_that_nobody_ever_switched_is_on_since_ever() {
        assertThat(district(true, null).isOnFor(Instant.EPOCH)).isTrue();
    }
}
