package org.belltower.model.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// I-16: which of two changes of one item is the later.
class EventOrderTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void a_later_time_is_later_and_the_same_time_is_not() {
        EventOrder noon = new EventOrder(NOON, null);
        assertThat(new EventOrder(NOON.plusMillis(1), null).isAfter(noon)).isTrue();
        assertThat(new EventOrder(NOON, null).isAfter(noon)).isFalse();
        assertThat(noon.isAfter(new EventOrder(NOON.plusMillis(1), null))).isFalse();
    }

    @Test
    void positions_of_one_generation_decide_whatever_the_clocks_say() {
        EventOrder seventh = new EventOrder(NOON, new SourcePosition(1, 7));
        assertThat(new EventOrder(NOON.minusSeconds(60), new SourcePosition(1, 8)).isAfter(seventh))
                .isTrue();
        assertThat(new EventOrder(NOON.plusSeconds(60), new SourcePosition(1, 6)).isAfter(seventh))
                .isFalse();
        assertThat(seventh.isAfter(seventh)).isFalse();
    }

    @Test
    void a_new_generation_is_after_every_position_of_the_one_before() {
        EventOrder before = new EventOrder(NOON, new SourcePosition(1, 1_000_000));
        assertThat(new EventOrder(NOON, new SourcePosition(2, 0)).isAfter(before))
                .isTrue();
    }

    @Test
    void a_snapshot_did_not_see_what_stands_after_it_or_happened_since() {
        EventOrder snapshot = new EventOrder(NOON, new SourcePosition(1, 1_000));
        assertThat(new EventOrder(NOON.minusSeconds(1), new SourcePosition(1, 1_001)).isUnseenBy(snapshot))
                .isTrue();
        assertThat(new EventOrder(NOON.plusMillis(1), new SourcePosition(1, 500)).isUnseenBy(snapshot))
                .as("under way then")
                .isTrue();
        assertThat(new EventOrder(NOON, new SourcePosition(1, 500)).isUnseenBy(snapshot))
                .isFalse();
        assertThat(snapshot.isUnseenBy(snapshot)).isFalse();
    }

    @Test
    void a_snapshot_of_a_newer_generation_saw_all_that_stands_in_the_one_before() {
        EventOrder snapshot = new EventOrder(NOON, new SourcePosition(2, 10));
        assertThat(new EventOrder(NOON.plusSeconds(1), new SourcePosition(1, 500)).isUnseenBy(snapshot))
                .isFalse();
        assertThat(new EventOrder(NOON.minusSeconds(1), new SourcePosition(3, 5)).isUnseenBy(snapshot))
                .isTrue();
    }

    @Test
    void a_change_without_a_position_compares_by_time() {
        EventOrder positioned = new EventOrder(NOON, new SourcePosition(1, 7));
        assertThat(new EventOrder(NOON.plusSeconds(1), null).isAfter(positioned))
                .isTrue();
        assertThat(new EventOrder(NOON.minusSeconds(1), null).isAfter(positioned))
                .isFalse();
    }
}
