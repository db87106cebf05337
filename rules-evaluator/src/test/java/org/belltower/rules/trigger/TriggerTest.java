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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A4, I-11 to I-13, I-16.
class TriggerTest {
    private static final ChangeEvent FIRST = live(scored("85"), NOON);
    private static final ItemMemory MEMORY = Trigger.at(FIRST, null).memory();
    private static final Instant LATER = NOON.plusSeconds(60);

    @Test
    void the_first_live_value_is_news_without_a_previous_one() {
        assertThat(Trigger.at(FIRST, null).finding()).isEqualTo(new Finding.News(null));
    }

    @Test
    void A4_another_value_is_news_and_tells_what_was_before() {
        Trigger.Look look = Trigger.at(live(scored("90"), LATER), MEMORY);
        assertThat(look.finding())
                .isEqualTo(new Finding.News(new Known(scored("85").value(), NOON)));
        assertThat(look.memory().known()).isEqualTo(new Known(scored("90").value(), LATER));
    }

    @Test
    void A4_the_same_event_again_is_a_repeat_even_if_other_events_came_between() {
        ItemMemory after = Trigger.at(live(scored("90"), LATER), MEMORY).memory();
        assertThat(Trigger.at(FIRST, after)).isEqualTo(new Trigger.Look(new Finding.NoNews(Reason.REPEAT), after));
    }

    @ParameterizedTest
    @ValueSource(strings = {"85", "85.0", "85.00", "8.5E+1"})
    void A4_a_save_of_the_same_value_is_no_change(String written) {
        assertThat(Trigger.at(live(scored(written), LATER), MEMORY).finding())
                .isEqualTo(new Finding.NoNews(Reason.NO_CHANGE));
    }

    @Test
    void a_value_saved_again_has_still_been_known_since_it_was_reached() {
        assertThat(Trigger.at(live(scored("85"), LATER), MEMORY).memory().known())
                .isEqualTo(new Known(scored("85").value(), NOON));
    }

    @Test
    void I13_what_its_source_says_was_so_before_is_no_change_and_known_from_then_on() {
        Trigger.Look look = Trigger.at(unchanged(FIRST), null);
        assertThat(look).isEqualTo(new Trigger.Look(new Finding.NoNews(Reason.NO_CHANGE), MEMORY));
    }

    @Test
    void what_its_source_says_was_so_before_is_news_where_another_value_is_known() {
        assertThat(Trigger.at(unchanged(live(scored("90"), LATER)), MEMORY).finding())
                .isEqualTo(new Finding.News(new Known(scored("85").value(), NOON)));
    }

    @Test
    void A4_an_older_or_equally_old_event_is_an_older_version_and_changes_nothing_known() {
        for (Instant time : new Instant[] {NOON.minusSeconds(1), NOON}) {
            Trigger.Look look = Trigger.at(live(scored("10"), time), MEMORY);
            assertThat(look.finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
            assertThat(look.memory().known()).isEqualTo(MEMORY.known());
            assertThat(look.memory().order()).isEqualTo(MEMORY.order());
        }
    }

    @Test
    void an_older_event_after_a_save_that_changed_nothing_is_still_older() {
        ItemMemory saved = Trigger.at(live(scored("85"), LATER), MEMORY).memory();
        assertThat(Trigger.at(live(scored("10"), NOON.plusSeconds(30)), saved).finding())
                .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
    }

    @Test
    void a_lower_position_is_older_whatever_its_time() {
        ItemMemory at7 = Trigger.at(positioned("85", NOON, 7), null).memory();
        assertThat(Trigger.at(positioned("10", LATER, 6), at7).finding())
                .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(Trigger.at(positioned("10", NOON.minusSeconds(60), 8), at7).finding())
                .isInstanceOf(Finding.News.class);
    }

    @Test
    void a_position_of_another_source_is_another_logs_and_time_decides() {
        ItemMemory at7 = Trigger.at(positioned("85", NOON, 7), null).memory();
        ChangeEvent moved = from("/sis/new", positioned("40", LATER, 1));
        ItemMemory at1 = Trigger.at(moved, at7).memory();
        assertThat(Trigger.at(moved, at7).finding()).isInstanceOf(Finding.News.class);
        assertThat(Trigger.at(from("/sis/new", positioned("30", NOON, 9)), at7).finding())
                .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(Trigger.at(from("/sis/new", positioned("30", NOON, 2)), at1).finding())
                .isInstanceOf(Finding.News.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIVE")
    void A4_a_snapshot_or_backfill_builds_memory_and_is_no_news(Origin origin) {
        Trigger.Look look = Trigger.at(event(scored("40"), LATER, origin), MEMORY);
        assertThat(look.finding()).isEqualTo(new Finding.NoNews(Reason.NOT_LIVE));
        assertThat(look.memory().known()).isEqualTo(new Known(scored("40").value(), LATER));
        assertThat(Trigger.at(event(scored("40"), NOON, origin), null).memory().known())
                .isEqualTo(new Known(scored("40").value(), NOON));
    }

    @Test
    void a_copy_that_comes_after_many_others_is_caught_even_when_its_id_is_forgotten() {
        ItemMemory memory = MEMORY;
        for (int i = 1; i <= 20; i++) {
            memory = Trigger.at(live(scored(Integer.toString(i)), NOON.plusSeconds(i)), memory)
                    .memory();
        }
        assertThat(Trigger.at(FIRST, memory).finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
    }

    @Test
    void I21_the_end_of_an_item_is_told_to_nobody_and_what_it_was_stays_known() {
        Trigger.Look look = Trigger.at(gone("85", LATER), MEMORY);
        assertThat(look.finding()).isEqualTo(new Finding.NoNews(Reason.ITEM_GONE));
        assertThat(look.memory().known()).isEqualTo(MEMORY.known());
    }

    @Test
    void I21_what_is_inserted_again_as_it_was_is_no_change_and_otherwise_news() {
        ItemMemory gone = Trigger.at(gone("85", LATER), MEMORY).memory();
        assertThat(Trigger.at(live(scored("85"), LATER.plusSeconds(1)), gone).finding())
                .isEqualTo(new Finding.NoNews(Reason.NO_CHANGE));
        assertThat(Trigger.at(live(scored("40"), LATER.plusSeconds(1)), gone).finding())
                .isEqualTo(new Finding.News(MEMORY.known()));
    }

    @Test
    void a_memory_ends_with_the_calendar_that_the_item_is_of_now() {
        Change nextYear = new AssignmentScored(
                ANA, HIGH, new CalendarId("high-2028"), "essay", new Score.Percent(new BigDecimal("90")));
        assertThat(Trigger.at(live(nextYear, LATER), MEMORY).memory().calendar())
                .isEqualTo(new CalendarId("high-2028"));
    }

    @Test
    void I16_an_update_from_before_the_end_comes_too_late() {
        ItemMemory gone = Trigger.at(gone("85", LATER), MEMORY).memory();
        assertThat(Trigger.at(live(scored("40"), LATER.minusSeconds(1)), gone).finding())
                .isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
    }

    @Test
    void I16_an_end_that_comes_too_late_ends_nothing_and_one_that_comes_twice_is_a_repeat() {
        Trigger.Look late = Trigger.at(gone("85", NOON.minusSeconds(1)), MEMORY);
        assertThat(late.finding()).isEqualTo(new Finding.NoNews(Reason.OLDER_VERSION));
        assertThat(late.memory().order()).isEqualTo(MEMORY.order());
        ChangeEvent end = gone("85", LATER);
        assertThat(Trigger.at(end, Trigger.at(end, MEMORY).memory()).finding())
                .isEqualTo(new Finding.NoNews(Reason.REPEAT));
    }

    @Test
    void the_end_of_an_item_of_which_nothing_was_known_says_what_it_was() {
        Trigger.Look look = Trigger.at(gone("85", NOON), null);
        assertThat(look.finding()).isEqualTo(new Finding.NoNews(Reason.ITEM_GONE));
        assertThat(Trigger.at(live(scored("85.0"), LATER), look.memory()).finding())
                .isEqualTo(new Finding.NoNews(Reason.NO_CHANGE));
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
        ChangeEvent event = live(scored(percent), time);
        return new ChangeEvent(
                event.district(),
                event.id(),
                new EventOrder(time, new SourcePosition(0, position)),
                Origin.LIVE,
                event.change());
    }
}
