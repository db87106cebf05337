package org.belltower.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.RecordKey;
import org.junit.jupiter.api.Test;

/// I-19: a per-device rate cap.
class DevicePaceTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final RecordKey PHONE = new RecordKey(new DistrictId("maple"), "phone-1");
    private static final RecordKey OTHER = new RecordKey(new DistrictId("maple"), "phone-2");

    private final DevicePace pace = new DevicePace(3, Duration.ofSeconds(10));

    @Test
    void so_many_go_at_once_and_then_one_each_so_often() {
        assertThat(pace.next(PHONE, NOON)).isBeforeOrEqualTo(NOON);
        assertThat(pace.next(PHONE, NOON)).isBeforeOrEqualTo(NOON);
        assertThat(pace.next(PHONE, NOON)).isBeforeOrEqualTo(NOON);
        assertThat(pace.next(PHONE, NOON)).isEqualTo(NOON.plusSeconds(10));
        assertThat(pace.next(PHONE, NOON)).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void another_device_has_a_pace_of_its_own() {
        for (int i = 0; i < 10; i++) {
            Instant _ = pace.next(PHONE, NOON);
        }
        assertThat(pace.next(OTHER, NOON)).isBeforeOrEqualTo(NOON);
    }

    @Test
    void a_device_that_was_left_alone_may_be_told_at_once_again_and_is_forgotten() {
        for (int i = 0; i < 6; i++) {
            Instant _ = pace.next(PHONE, NOON);
        }
        Instant later = NOON.plusSeconds(60);
        assertThat(pace.next(PHONE, later)).isBeforeOrEqualTo(later);
        Instant muchLater = later.plusSeconds(60);
        for (int i = 0; i < 10_000; i++) {
            Instant _ = pace.next(OTHER, muchLater);
        }
        assertThat(pace.devices()).isEqualTo(1);
    }
}
