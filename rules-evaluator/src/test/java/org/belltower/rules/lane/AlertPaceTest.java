package org.belltower.rules.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.IntStream;
import org.belltower.model.DistrictId;
import org.junit.jupiter.api.Test;

/// C3: a district's own flood of alerts overflows into the bulk lane.
class AlertPaceTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final DistrictId MAPLE = new DistrictId("maple");
    private static final DistrictId OAK = new DistrictId("oak");

    private final AlertPace pace = new AlertPace(new AlertShare(10, 2), 1);

    private int taken(DistrictId district, int events, Instant now) {
        return (int) IntStream.range(0, events)
                .filter(_ -> pace.takes(district, 1, now))
                .count();
    }

    @Test
    void so_many_go_by_the_alerts_lane_at_once_and_the_rest_by_the_bulk_lane() {
        assertThat(taken(MAPLE, 1_000, NOON)).isEqualTo(10);
    }

    @Test
    void one_districts_flood_takes_nothing_from_another() {
        taken(MAPLE, 1_000, NOON);
        assertThat(taken(OAK, 1_000, NOON)).isEqualTo(10);
    }

    @Test
    void while_the_flood_lasts_so_many_a_second_go_by_the_alerts_lane() {
        taken(MAPLE, 1_000, NOON);
        int later = IntStream.rangeClosed(1, 600)
                .map(tick -> taken(MAPLE, 100, NOON.plusMillis(100L * tick)))
                .sum();
        assertThat(later).isEqualTo(60 * 2);
    }

    @Test
    void after_the_flood_the_share_is_whole_again() {
        taken(MAPLE, 1_000, NOON);
        assertThat(taken(MAPLE, 1_000, NOON.plusSeconds(5))).isEqualTo(10);
    }

    @Test
    void a_clock_that_steps_back_takes_no_more_than_the_share_from_a_district() {
        taken(MAPLE, 1_000, NOON.plusSeconds(3_600));
        assertThat(taken(MAPLE, 1_000, NOON)).isZero();
        assertThat(taken(MAPLE, 1_000, NOON.plusSeconds(5))).isEqualTo(10);
    }

    @Test
    void all_that_an_event_tells_goes_by_one_lane() {
        assertThat(pace.takes(MAPLE, 8, NOON)).isTrue();
        assertThat(pace.takes(MAPLE, 3, NOON)).isFalse();
        assertThat(pace.takes(MAPLE, 2, NOON))
                .as("what overflowed used nothing up")
                .isTrue();
    }

    @Test
    void a_part_has_its_part_of_the_share() {
        AlertPace half = new AlertPace(new AlertShare(10, 2), 2);
        assertThat(IntStream.range(0, 100)
                        .filter(_ -> half.takes(MAPLE, 1, NOON))
                        .count())
                .isEqualTo(5);
        assertThat(half.takes(MAPLE, 1, NOON.plusMillis(999))).isFalse();
        assertThat(half.takes(MAPLE, 1, NOON.plusMillis(1_000))).isTrue();
    }

    @Test
    void a_district_that_uses_nothing_is_not_kept() {
        taken(MAPLE, 1, NOON);
        taken(OAK, 10_000, NOON.plusSeconds(60));
        assertThat(pace.districts()).isEqualTo(1);
    }

    @Test
    void a_share_of_nothing_is_refused() {
        assertThatThrownBy(() -> new AlertShare(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AlertShare(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
