package org.belltower.registry.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.junit.jupiter.api.Test;

/// R7.
class RecentEndsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final DistrictId NORTH = new DistrictId("north");
    private static final DistrictId SOUTH = new DistrictId("south");

    private final RecentEnds recent = new RecentEnds();

    @Test
    void a_device_counts_once_with_its_last_end() {
        add(NORTH, Provider.APNS, end("one", 0, true));
        add(NORTH, Provider.APNS, end("two", 1, true));
        add(NORTH, Provider.APNS, end("one", 2, false));

        assertThat(before(2)).containsExactly(end("two", 1, true), end("one", 2, false));
    }

    @Test
    void districts_and_providers_are_counted_apart() {
        add(NORTH, Provider.APNS, end("one", 0, true));
        add(NORTH, Provider.FCM, end("two", 0, true));
        add(SOUTH, Provider.APNS, end("three", 0, true));

        assertThat(before(1)).containsExactly(end("one", 0, true));
    }

    @Test
    void what_ended_an_hour_before_tells_nothing_any_more() {
        add(NORTH, Provider.APNS, end("one", 0, true));
        add(NORTH, Provider.APNS, end("two", 1, true));

        assertThat(before(60)).containsExactly(end("two", 1, true));
    }

    @Test
    void of_many_the_last_are_kept() {
        for (int minute = 0; minute < 1_000; minute++) {
            add(NORTH, Provider.APNS, end("phone-" + minute, 0, minute < 500));
        }
        assertThat(before(0)).hasSizeBetween(100, 200).noneMatch(RecentEnds.End::accepted);
    }

    private void add(DistrictId district, Provider provider, RecentEnds.End end) {
        recent.add(district, provider, end);
    }

    private List<RecentEnds.End> before(int minute) {
        return recent.before(NOON.plus(Duration.ofMinutes(minute)), NORTH, Provider.APNS)
                .ends();
    }

    private static RecentEnds.End end(String device, int minute, boolean accepted) {
        return new RecentEnds.End(new DeviceId(device), NOON.plus(Duration.ofMinutes(minute)), accepted);
    }
}
