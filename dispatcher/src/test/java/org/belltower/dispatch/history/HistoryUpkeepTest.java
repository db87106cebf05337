package org.belltower.dispatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HistoryUpkeepTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final Store store = new Store();
    private int failures;
    private final HistoryUpkeep upkeep =
            new HistoryUpkeep(store, new Retention(Duration.ofDays(60), () -> now), EVERY, new Heard());

    private static final class Store implements HistoryStore {
        private final NavigableSet<LocalDate> days = new TreeSet<>();
        private final List<LocalDate> dropped = new ArrayList<>();
        private boolean makes = true;
        private boolean drops = true;
        private int asked;

        @Override
        public void write(List<HistoryRecord> records) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void make(LocalDate today, LocalDate last) {
            asked++;
            if (!makes) {
                throw new HistoryAwayException("away");
            }
            today.datesUntil(last.plusDays(1)).forEach(days::add);
        }

        @Override
        public boolean dropOldest(LocalDate first) {
            if (!drops) {
                throw new HistoryRefusedException(new IllegalStateException());
            }
            if (days.isEmpty() || !days.first().isBefore(first)) {
                return false;
            }
            return dropped.add(days.removeFirst());
        }
    }

    private final class Heard implements HistoryListener {
        @Override
        public void kept(String kind, int count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void passed(Passed why) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void failed() {
            failures++;
        }
    }

    private void threeDaysTooOld() {
        for (int days = 61; days <= 63; days++) {
            store.days.add(TODAY.minusDays(days));
        }
        store.days.add(TODAY.minusDays(60));
    }

    @Test
    void of_many_old_days_each_call_drops_the_oldest_until_there_is_none_and_then_it_rests() {
        threeDaysTooOld();

        upkeep.tick();
        assertThat(store.dropped).containsExactly(TODAY.minusDays(63));
        upkeep.tick();
        upkeep.tick();
        upkeep.tick();
        int asked = store.asked;
        upkeep.tick();

        assertThat(store.dropped).containsExactly(TODAY.minusDays(63), TODAY.minusDays(62), TODAY.minusDays(61));
        assertThat(store.days).containsExactly(TODAY.minusDays(60), TODAY, TODAY.plusDays(1), TODAY.plusDays(2));
        assertThat(store.asked).isEqualTo(asked);
        assertThat(failures).isZero();
    }

    @Test
    void days_that_cannot_be_made_keep_no_old_day_and_are_counted() {
        threeDaysTooOld();
        store.makes = false;

        upkeep.tick();

        assertThat(store.dropped).containsExactly(TODAY.minusDays(63));
        assertThat(failures).isEqualTo(1);
    }

    @Test
    void a_drop_that_fails_is_counted_each_time_and_tried_again_in_its_time() {
        threeDaysTooOld();
        store.drops = false;

        upkeep.tick();
        upkeep.tick();
        assertThat(failures).isEqualTo(1);
        assertThat(store.days).contains(TODAY);
        now = now.plus(EVERY);
        upkeep.tick();
        assertThat(failures).isEqualTo(2);

        store.drops = true;
        now = now.plus(EVERY);
        upkeep.tick();
        assertThat(store.dropped).containsExactly(TODAY.minusDays(63));
        assertThat(failures).isEqualTo(2);
    }
}
