package org.belltower.registry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A17.
class SupportSweepTest {
    private static final Instant NOW = Instant.parse("2026-11-22T23:00:00-05:00");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final DistrictId NORTH = new DistrictId("north");
    private static final DistrictId SOUTH = new DistrictId("south");

    private final InMemory devices = new InMemory();
    private final SupportSweep sweep = new SupportSweep(devices, InstantSource.fixed(NOW));

    @Test
    void every_device_of_a_district_that_is_due_is_looked_at_in_portions() {
        devices.given(NORTH, 405);
        devices.given(SOUTH, 0);

        assertThat(sweep.tick()).isEqualTo(405);
        assertThat(devices.portions).containsExactly(200, 200, 5, 0);
        assertThat(devices.ended).containsOnly(Map.entry(NORTH, TODAY), Map.entry(SOUTH, TODAY));
    }

    @Test
    void a_portion_that_is_full_is_not_taken_for_the_last() {
        devices.given(NORTH, 200);

        assertThat(sweep.tick()).isEqualTo(200);
        assertThat(devices.portions).containsExactly(200, 0);
    }

    @Test
    void a_district_that_fails_stops_no_other_and_stays_due() {
        devices.given(NORTH, 3);
        devices.given(SOUTH, 4);
        devices.failing = NORTH;

        assertThatThrownBy(sweep::tick).isInstanceOf(IllegalStateException.class);
        assertThat(devices.ended).containsOnlyKeys(SOUTH);

        devices.failing = null;
        assertThat(sweep.tick()).isEqualTo(3);
        assertThat(devices.ended).containsOnlyKeys(NORTH, SOUTH);
    }

    @Test
    void when_none_is_due_nothing_is_looked_at() {
        devices.given(NORTH, 1);
        assertThat(sweep.tick()).isEqualTo(1);
        devices.portions.clear();

        assertThat(sweep.tick()).isZero();
        assertThat(devices.portions).isEmpty();
    }

    private static final class InMemory implements JudgedDevices {
        private final Map<DistrictId, NavigableSet<String>> districts = new HashMap<>();
        private final Map<DistrictId, LocalDate> ended = new HashMap<>();
        private final List<Integer> portions = new ArrayList<>();

        private @Nullable DistrictId failing;

        void given(DistrictId district, int count) {
            NavigableSet<String> ids = new TreeSet<>();
            for (int number = 0; number < count; number++) {
                ids.add("phone-" + (1000 + number));
            }
            districts.put(district, ids);
        }

        @Override
        public List<DistrictId> due(LocalDate today) {
            return districts.keySet().stream()
                    .filter(district -> !today.equals(ended.get(district)))
                    .sorted(java.util.Comparator.comparing(DistrictId::value))
                    .toList();
        }

        @Override
        public long begin(DistrictId district) {
            return 7;
        }

        @Override
        public Portion judge(DistrictId district, String after, int most, LocalDate today) {
            assertThat(today).isEqualTo(TODAY);
            if (district.equals(failing)) {
                throw new IllegalStateException("away");
            }
            List<String> next = districts.getOrDefault(district, new TreeSet<>()).tailSet(after, false).stream()
                    .limit(most)
                    .toList();
            portions.add(next.size());
            return new Portion(next.size(), next.size() < most ? null : next.getLast());
        }

        @Override
        public void end(DistrictId district, long version, LocalDate today) {
            assertThat(version).isEqualTo(7);
            ended.put(district, today);
        }
    }
}
