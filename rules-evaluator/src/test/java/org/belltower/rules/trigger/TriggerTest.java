package org.belltower.rules.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.HIGH;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.event;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.scored;
import static org.belltower.rules.Given.with;

import java.math.BigDecimal;
import java.time.Instant;
import org.belltower.model.CalendarId;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.change.Score;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A4, I-11 to I-13, I-16.
class TriggerTest {
    private static final ChangeEvent FIRST = live(scored("85"), NOON);
    private static final ItemMemory MEMORY = at(FIRST, null).memory();
    private static final Instant LATER = NOON.plusSeconds(60);

    @Test
    void the_first_live_value_is_news_without_a_previous_one() {
        assertThat(at(FIRST, null).finding()).isEqualTo(new Finding.News(null));
    }

    @Test
    void A4_another_value_is_news_and_tells_what_was_before() {
        Trigger.Look look = at(live(scored("90"), LATER), MEMORY);
        assertThat(look.finding())
                .isEqualTo(new Finding.News(new Known(scored("85").value(), NOON)));
        assertThat(look.memory().known()).isEqualTo(new Known(scored("90").value(), LATER));
    }

    @Test
    void A4_the_same_event_again_is_a_repeat_even_if_other_events_came_between() {
        ItemMemory after = at(live(scored("90"), LATER), MEMORY).memory();
        assertThat(at(FIRST, after)).isEqualTo(new Trigger.Look(new Finding.NoNews(Reason.REPEAT), after));
    }

    @ParameterizedTest
    @ValueSource(strings = {"85", "85.0", "85.00", "8.5E+1"})
    void A4_a_save_of_the_same_value_is_no_change(String written) {
        assertThat(at(live(scored(written), LATER), MEMORY).finding()).isEqualTo(new Finding.NoNews(Reason.NO_CHANGE));
    }

    @Test
    void a_value_saved_again_has_still_been_known_since_it_was_reached() {
        assertThat(at(live(scored("85"), LATER), MEMORY).memory().known())
                .isEqualTo(new Known(scored("85").value(), NOON));
    }

    @Test
    void I13_what_its_source_says_was_so_before_is_no_change_and_known_from_then_on() {
        Trigger.Look look = at(unchanged(FIRST), null);
        assertThat(look.finding()).isEqualTo(new Finding.NoNews(Reason.NO_CHANGE));
        assertThat(at(live(scored("85"), LATER), look.memory()).finding())
                .isEqualTo(new Finding.NoNews(Reason.NO_CHANGE));
    }

    @Test
    void what_its_source_says_was_so_before_is_news_where_another_value_is_known() {
        assertThat(at(unchanged(live(scored("90"), LATER)), MEMORY).finding())
                .isEqualTo(new Finding.News(new Known(scored("85").value(), NOON)));
    }

    @Test
    void A4_an_older_or_equally_old_event_is_an_older_version_and_changes_nothing_known() {
        for (Instant time : new Instant[] {NOON.minusSeconds(1), NOON}) {
            Trigger.Look look = at(live(scored("10"), time), MEMORY);
            assertThat(look.finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
            assertThat(look.memory().known()).isEqualTo(MEMORY.known());
            assertThat(look.memory().order()).isEqualTo(MEMORY.order());
        }
    }

    @Test
    void an_older_event_after_a_save_that_changed_nothing_is_still_older() {
        ItemMemory saved = at(live(scored("85"), LATER), MEMORY).memory();
        assertThat(at(live(scored("10"), NOON.plusSeconds(30)), saved).finding())
                .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
    }

    @Test
    void a_lower_position_is_older_whatever_its_time() {
        ItemMemory at7 = at(positioned("85", NOON, 7), null).memory();
        assertThat(at(positioned("10", LATER, 6), at7).finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(at(positioned("10", NOON.minusSeconds(60), 8), at7).finding())
                .isInstanceOf(Finding.News.class);
    }

    @Test
    void what_a_transaction_committed_after_a_snapshot_is_newer_though_it_was_written_before() {
        ItemMemory read = at(read("85", NOON, 1_000), null).memory();
        Trigger.Look committed = at(positioned("40", LATER, 500), read);
        assertThat(committed.finding())
                .isEqualTo(new Finding.News(new Known(scored("85").value(), NOON)));
        assertThat(at(positioned("30", LATER, 510), committed.memory()).finding())
                .as("the next change of the transaction")
                .isInstanceOf(Finding.News.class);
    }

    @Test
    void I16_what_a_snapshot_saw_is_older_also_after_a_change_that_it_did_not_see() {
        ItemMemory read = at(read("85", NOON, 1_000), null).memory();
        ItemMemory since = at(positioned("40", LATER, 500), read).memory();
        for (Instant seen : new Instant[] {NOON.minusSeconds(1), NOON}) {
            assertThat(at(positioned("85", seen, 700), read).finding())
                    .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
            assertThat(at(positioned("85", seen, 700), since).finding())
                    .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        }
    }

    @Test
    void I11_a_change_that_a_snapshot_did_not_see_is_no_news_again() {
        ChangeEvent unseen = positioned("40", LATER, 500);
        ItemMemory memory =
                at(unseen, at(read("85", NOON, 1_000), null).memory()).memory();
        assertThat(at(unseen, memory).finding()).isEqualTo(new Finding.NoNews(Reason.REPEAT));
        for (int i = 1; i <= 20; i++) {
            memory = at(positioned(Integer.toString(i), LATER.plusSeconds(i), 500 + i), memory)
                    .memory();
        }
        assertThat(at(unseen, memory).finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
    }

    @Test
    void I16_a_snapshot_that_did_not_see_a_change_is_older_than_it() {
        ItemMemory changed = at(positioned("40", LATER, 500), null).memory();
        assertThat(at(read("85", NOON, 1_000), changed).finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(at(read("85", LATER, 1_000), changed).finding()).isEqualTo(new Finding.NoNews(Reason.NOT_LIVE));
    }

    @Test
    void I16_what_a_snapshot_saw_is_older_whatever_another_source_told_since() {
        ItemMemory read = at(read("85", NOON, 1_000), null).memory();
        ItemMemory of = at(from("/gradebook", live(scored("90"), NOON.plusSeconds(1))), read)
                .memory();
        assertThat(at(positioned("40", NOON, 500), of).finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(at(positioned("40", LATER, 500), of).finding()).isInstanceOf(Finding.News.class);
    }

    @Test
    void a_position_of_another_source_is_another_logs_and_time_decides() {
        ItemMemory at7 = at(positioned("85", NOON, 7), null).memory();
        ChangeEvent moved = from("/sis/new", positioned("40", LATER, 1));
        ItemMemory at1 = at(moved, at7).memory();
        assertThat(at(moved, at7).finding()).isInstanceOf(Finding.News.class);
        assertThat(at(from("/sis/new", positioned("30", NOON, 9)), at7).finding())
                .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(at(from("/sis/new", positioned("30", NOON, 2)), at1).finding())
                .isInstanceOf(Finding.News.class);
    }

    @Test
    void I16_what_a_log_told_before_is_older_whatever_another_source_told_since() {
        ItemMemory of = at(
                        from("/gradebook", live(scored("90"), LATER)),
                        at(positioned("85", NOON, 7), null).memory())
                .memory();
        assertThat(at(positioned("40", LATER.plusSeconds(1), 6), of).finding())
                .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(at(positioned("40", LATER.plusSeconds(1), 8), of).finding()).isInstanceOf(Finding.News.class);
    }

    @Test
    void of_many_sources_the_logs_of_the_latest_are_remembered() {
        ItemMemory memory = at(from("/0", positioned("1", NOON, 7)), null).memory();
        for (int i = 1; i <= 4; i++) {
            memory = at(from("/" + i, positioned("1", NOON.plusSeconds(i), 7)), memory)
                    .memory();
        }
        assertThat(at(from("/1", positioned("2", LATER, 6)), memory).finding())
                .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(at(from("/0", positioned("2", LATER, 6)), memory).finding()).isInstanceOf(Finding.News.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIVE")
    void A4_a_snapshot_or_backfill_builds_memory_and_is_no_news(Origin origin) {
        Trigger.Look look = at(event(scored("40"), LATER, origin), MEMORY);
        assertThat(look.finding()).isEqualTo(new Finding.NoNews(Reason.NOT_LIVE));
        assertThat(look.memory().known()).isEqualTo(new Known(scored("40").value(), LATER));
        assertThat(at(event(scored("40"), NOON, origin), null).memory().known())
                .isEqualTo(new Known(scored("40").value(), NOON));
    }

    @Test
    void a_copy_that_comes_after_many_others_is_caught_even_when_its_id_is_forgotten() {
        ItemMemory memory = MEMORY;
        for (int i = 1; i <= 20; i++) {
            memory = at(live(scored(Integer.toString(i)), NOON.plusSeconds(i)), memory)
                    .memory();
        }
        assertThat(at(FIRST, memory).finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
    }

    @Test
    void I21_the_end_of_an_item_is_told_to_nobody_and_what_it_was_stays_known() {
        Trigger.Look look = at(gone("85", LATER), MEMORY);
        assertThat(look.finding()).isEqualTo(new Finding.NoNews(Reason.ITEM_GONE));
        assertThat(look.memory().known()).isEqualTo(MEMORY.known());
    }

    @Test
    void I21_what_is_inserted_again_as_it_was_is_no_change_and_otherwise_news() {
        ItemMemory gone = at(gone("85", LATER), MEMORY).memory();
        assertThat(at(live(scored("85"), LATER.plusSeconds(1)), gone).finding())
                .isEqualTo(new Finding.NoNews(Reason.NO_CHANGE));
        assertThat(at(live(scored("40"), LATER.plusSeconds(1)), gone).finding())
                .isEqualTo(new Finding.News(MEMORY.known()));
    }

    @Test
    void a_memory_ends_with_the_calendar_that_the_item_is_of_now() {
        Change nextYear = new AssignmentScored(
                ANA, HIGH, new CalendarId("high-2028"), "essay", new Score.Percent(new BigDecimal("90")));
        assertThat(at(live(nextYear, LATER), MEMORY).memory().calendar()).isEqualTo(new CalendarId("high-2028"));
    }

    @Test
    void I16_an_update_from_before_the_end_comes_too_late() {
        ItemMemory gone = at(gone("85", LATER), MEMORY).memory();
        assertThat(at(live(scored("40"), LATER.minusSeconds(1)), gone).finding())
                .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
    }

    @Test
    void I16_an_end_that_comes_too_late_ends_nothing_and_one_that_comes_twice_is_a_repeat() {
        Trigger.Look late = at(gone("85", NOON.minusSeconds(1)), MEMORY);
        assertThat(late.finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(late.memory().order()).isEqualTo(MEMORY.order());
        ChangeEvent end = gone("85", LATER);
        assertThat(at(end, at(end, MEMORY).memory()).finding()).isEqualTo(new Finding.NoNews(Reason.REPEAT));
    }

    @Test
    void the_end_of_an_item_of_which_nothing_was_known_says_what_it_was() {
        Trigger.Look look = at(gone("85", NOON), null);
        assertThat(look.finding()).isEqualTo(new Finding.NoNews(Reason.ITEM_GONE));
        assertThat(at(live(scored("85.0"), LATER), look.memory()).finding())
                .isEqualTo(new Finding.NoNews(Reason.NO_CHANGE));
    }

    @Test
    void A6_a_value_is_known_since_it_was_accepted_whatever_its_own_time() {
        ItemMemory late = Trigger.at(live(scored("65"), LATER), LATER.plusSeconds(600), MEMORY)
                .memory();
        assertThat(late.known()).isEqualTo(new Known(scored("65").value(), LATER.plusSeconds(600)));
        ItemMemory ofFastClock = Trigger.at(live(scored("65"), LATER), NOON.plusSeconds(1), MEMORY)
                .memory();
        assertThat(ofFastClock.known()).isEqualTo(new Known(scored("65").value(), NOON.plusSeconds(1)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIVE")
    void A6_what_a_snapshot_or_backfill_tells_of_was_there_since_its_source_says_and_not_since_a_time_to_come(
            Origin origin) {
        ChangeEvent read = event(scored("65"), NOON, origin);
        assertThat(Trigger.at(read, LATER, null).memory().known())
                .isEqualTo(new Known(scored("65").value(), NOON));
        assertThat(Trigger.at(read, NOON.minusSeconds(1), null).memory().known())
                .isEqualTo(new Known(scored("65").value(), NOON.minusSeconds(1)));
    }

    @Test
    void A6_what_its_source_says_was_so_before_the_first_that_is_heard_of_it_was_so_before_any_threshold() {
        Trigger.Look first = at(unchanged(live(scored("65"), LATER)), null);
        assertThat(first.memory().known()).isEqualTo(new Known(scored("65").value(), Instant.EPOCH));
        assertThat(at(unchanged(live(scored("65"), LATER)), MEMORY).memory().known())
                .as("another value was known")
                .isEqualTo(new Known(scored("65").value(), LATER));
    }

    @Test
    void A6_a_repeat_or_an_older_version_accepted_later_does_not_change_since_when_a_value_is_known() {
        assertThat(Trigger.at(FIRST, LATER, MEMORY).memory().known()).isEqualTo(MEMORY.known());
        assertThat(Trigger.at(live(scored("40"), NOON.minusSeconds(1)), LATER, MEMORY)
                        .memory()
                        .known())
                .isEqualTo(MEMORY.known());
    }

    /// Accepted as it happens.
    private static Trigger.Look at(ChangeEvent event, @Nullable ItemMemory memory) {
        return Trigger.at(event, event.order().time(), memory);
    }

    private static ChangeEvent gone(String percent, Instant time) {
        return with(new ItemStep.Delete(), live(scored(percent), time));
    }

    private static ChangeEvent unchanged(ChangeEvent event) {
        return with(new ItemStep.Upsert(true), event);
    }

    private static ChangeEvent from(String source, ChangeEvent event) {
        return new ChangeEvent(
                event.district(),
                new EventId(event.id().client(), source, event.id().id()),
                event.order(),
                event.origin(),
                event.change());
    }

    private static ChangeEvent positioned(String percent, Instant time, long position) {
        return positioned(percent, time, position, Origin.LIVE);
    }

    private static ChangeEvent read(String percent, Instant time, long position) {
        return positioned(percent, time, position, Origin.SNAPSHOT);
    }

    private static ChangeEvent positioned(String percent, Instant time, long position, Origin origin) {
        ChangeEvent event = event(scored(percent), time, origin);
        return new ChangeEvent(
                event.district(),
                event.id(),
                new EventOrder(time, new SourcePosition(0, position)),
                origin,
                event.change());
    }
}
