package org.belltower.ingest.sis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.belltower.ingest.sis.RowChange.Kind;
import org.belltower.ingest.sis.RowChange.LogPlace;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant NOW = NOON.plusSeconds(36_000);
    private static final LogPlace FIRST = place(1_000, 0);
    private static final Generations READ = Generations.NONE.after(FIRST, NOW).after(place(2_000, 60), NOW);

    @Test
    void a_log_that_goes_on_stays_in_its_generation() {
        assertThat(READ.of(place(2_000, 60))).isZero();
        assertThat(READ.after(place(2_000, 61), NOW)
                        .after(place(3_000, 62), NOW)
                        .of(place(3_000, 62)))
                .isZero();
    }

    @Test
    void a_log_that_begins_anew_with_lower_positions_begins_a_generation() {
        LogPlace restored = place(10, 120);
        Generations anew = READ.after(restored, NOW);
        assertThat(anew.of(restored)).isOne();
        assertThat(anew.after(place(20, 130), NOW).of(place(20, 130))).isOne();
    }

    @Test
    void entries_of_a_new_log_belong_to_it_in_whatever_order_their_topics_are_read() {
        LogPlace first = place(10, 120);
        LogPlace second = place(20, 121);
        Generations anew = READ.after(second, NOW).after(first, NOW);
        assertThat(anew.of(first)).isOne();
        assertThat(anew.of(second)).isOne();
        assertThat(anew.newest()).isOne();
    }

    @Test
    void live_entries_after_a_new_snapshot_belong_to_it_though_its_readers_clock_is_ahead() {
        LogPlace snapshot = new LogPlace(10, 10, NOON.plusSeconds(180), Kind.SNAPSHOT);
        LogPlace live = place(20, 150);
        Generations anew = READ.after(snapshot, NOW).after(live, NOW);
        assertThat(anew.of(snapshot)).isOne();
        assertThat(anew.of(live)).isOne();
    }

    @Test
    void a_second_new_beginning_begins_a_third_generation() {
        LogPlace again = place(5, 200);
        assertThat(READ.after(place(10, 120), NOW).after(again, NOW).of(again)).isEqualTo(2);
    }

    @Test
    void I12_what_is_read_again_from_the_topics_beginning_keeps_the_generation_that_it_had() {
        Generations anew = READ.after(place(10, 120), NOW).after(place(500, 180), NOW);
        Generations rewound = anew.after(FIRST, NOW).after(place(2_000, 60), NOW);
        assertThat(rewound).isEqualTo(anew);
        assertThat(rewound.of(FIRST)).isZero();
        assertThat(rewound.of(place(2_000, 60))).isZero();
        assertThat(rewound.of(place(10, 120))).isOne();
    }

    @Test
    void of_two_transactions_that_were_committed_at_once_either_may_be_read_first() {
        LogPlace behind = new LogPlace(3_000, 3_000, NOON.plusSeconds(100), Kind.LIVE);
        LogPlace before = new LogPlace(2_990, 2_990, NOON.plusSeconds(101), Kind.LIVE);
        Generations both = READ.after(behind, NOW).after(before, NOW);
        assertThat(both.newest()).isZero();
        assertThat(both.of(before)).isZero();
    }

    @Test
    void I12_what_is_read_again_of_beginnings_that_are_forgotten_is_newer_than_nothing() {
        Generations all = READ;
        for (int beginning = 1; beginning <= 20; beginning++) {
            all = all.after(place(1_000 - beginning, 100L * beginning), NOW);
        }
        assertThat(all.newest()).isEqualTo(20);
        assertThat(all.of(place(1_999, 50))).isZero();
        assertThat(all.of(place(999, 100))).isLessThanOrEqualTo(1);
        assertThat(all.of(place(980, 2_000))).isEqualTo(20);
    }

    @Test
    void a_connector_that_starts_over_a_bit_back_begins_nothing() {
        assertThat(READ.after(place(1_500, 30), NOW)).isEqualTo(READ);
    }

    @Test
    void an_entry_of_another_table_that_comes_a_little_late_begins_nothing() {
        assertThat(READ.after(place(1_900, 60), NOW)).isEqualTo(READ);
        assertThat(READ.after(place(1_900, 59), NOW)).isEqualTo(READ);
    }

    @Test
    void rows_of_an_incremental_snapshot_take_the_readers_time_and_begin_nothing() {
        LogPlace read = new LogPlace(1_900, 1_900, NOON.plusSeconds(90), Kind.INCREMENTAL_SNAPSHOT);
        assertThat(READ.after(read, NOW)).isEqualTo(READ);
    }

    @Test
    void a_clock_that_was_far_ahead_once_does_not_hide_a_new_beginning() {
        LogPlace wrong = place(2_500, 400_000);
        LogPlace restored = place(10, 120);
        Generations anew = READ.after(wrong, NOW).after(restored, NOW);
        assertThat(anew.of(restored)).isOne();
    }

    @Test
    void numbers_grow_also_when_the_oldest_beginnings_are_forgotten() {
        Generations generations = READ;
        for (int i = 1; i <= 40; i++) {
            generations = generations.after(place(10, 100L * i), NOW).after(place(900, 100L * i + 50), NOW);
        }
        assertThat(generations.of(place(900, 4_050))).isEqualTo(40);
        assertThat(generations.ended()).hasSizeLessThan(20);
    }

    private static LogPlace place(long position, long seconds) {
        return new LogPlace(position, position, NOON.plusSeconds(seconds), Kind.LIVE);
    }
}
