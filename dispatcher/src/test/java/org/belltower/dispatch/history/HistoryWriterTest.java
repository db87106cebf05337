package org.belltower.dispatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.history.GivenHistory.NORTH;
import static org.belltower.dispatch.history.GivenHistory.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.belltower.dispatch.history.HistoryListener.Passed;
import org.belltower.dispatch.history.HistoryRecord.Decided;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final List<HistoryRecord> kept = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Store store = new Store();
    private final HistoryWriter writer =
            new HistoryWriter(store, new Retention(Duration.ofDays(60), () -> NOON), new Heard());
    private Predicate<HistoryRecord> refuses = _ -> false;
    private boolean away;

    /// Takes a batch as a whole or not at all.
    private final class Store implements HistoryStore {
        @Override
        public void write(List<HistoryRecord> records) {
            if (away) {
                throw new HistoryAwayException("away");
            }
            if (records.stream().anyMatch(refuses)) {
                throw new HistoryRefusedException(new IllegalStateException());
            }
            kept.addAll(records);
        }

        @Override
        public void make(LocalDate today, LocalDate last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean dropOldest(LocalDate first) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Heard implements HistoryListener {
        @Override
        public void kept(String kind, int count) {
            heard.add(kind + " " + count);
        }

        @Override
        public void passed(Passed why) {
            heard.add(why.name());
        }

        @Override
        public void failed() {
            heard.add("failed");
        }
    }

    private static HistoryRecord at(Instant decided, String event) {
        return new Decided(decision(NORTH, event, decided), 1);
    }

    @Test
    void one_that_cannot_be_kept_stops_no_other_and_is_given_back() {
        HistoryRecord bad = at(NOON, "bad");
        HistoryRecord good = at(NOON, "good");
        refuses = bad::equals;

        assertThat(writer.write(List.of(good, bad, good))).containsExactly(bad);
        assertThat(kept).containsExactly(good, good);
        assertThat(heard).containsExactly("decision 2");
    }

    @Test
    void what_is_older_than_what_is_kept_or_far_ahead_is_passed_over_and_counted() {
        HistoryRecord oldest = at(Instant.parse("2026-09-21T00:00:00Z"), "oldest");
        HistoryRecord newest = at(Instant.parse("2026-11-22T23:59:59.999999Z"), "newest");

        writer.write(List.of(
                at(Instant.parse("2026-09-20T23:59:59.999999Z"), "too-old"),
                oldest,
                newest,
                at(Instant.parse("2026-11-23T00:00:00Z"), "too-new")));

        assertThat(kept).containsExactly(oldest, newest);
        assertThat(heard).containsExactly(Passed.OUT_OF_TIME.name(), Passed.OUT_OF_TIME.name(), "decision 2");
    }

    @Test
    void a_moment_that_no_day_has_is_passed_over() {
        HistoryRecord timely = at(NOON, "timely");

        assertThat(writer.write(List.of(at(Instant.MIN, "first"), timely, at(Instant.MAX, "last"))))
                .isEmpty();

        assertThat(kept).containsExactly(timely);
        assertThat(heard).containsExactly(Passed.OUT_OF_TIME.name(), Passed.OUT_OF_TIME.name(), "decision 1");
    }

    @Test
    void while_the_store_is_away_nothing_is_said_to_be_kept() {
        away = true;
        List<HistoryRecord> batch = List.of(at(NOON, "e"));

        assertThatThrownBy(() -> writer.write(batch)).isInstanceOf(HistoryAwayException.class);
        assertThat(heard).isEmpty();
    }
}
