package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.HIGH;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.with;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Status;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Score;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// I-21: an item that is called otherwise is the same item.
class MovedItemsTest extends TopologyFixture {
    private static final String RECORDED = "Attendance was recorded. Open the app to see it.";
    private static final String UPDATED = "Attendance was updated. Open the app to see it.";
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");

    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Instant LAST = NOON.plusSeconds(120);

    @BeforeEach
    void the_essay_is_known() {
        everythingIsAllowed();
        put(live(essay("essay", "85"), NOON));
        decisions();
        pushes();
    }

    @Test
    void one_that_moved_and_is_what_it_was_is_no_news() {
        put(moved(essay("essay-1", "85"), LATER));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_CHANGE);
        put(live(essay("essay-1", "85"), LAST));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_CHANGE);
    }

    @Test
    void one_that_moved_and_is_something_else_is_news() {
        put(moved(essay("essay-1", "40"), LATER));
        assertThat(pushes()).hasSize(2);
    }

    @Test
    void nothing_is_known_any_more_under_the_former_name() {
        put(moved(essay("essay-1", "85"), LATER));
        put(live(essay("essay", "85"), LAST));
        assertThat(pushes()).as("a new essay that is called so now").hasSize(2);
    }

    @Test
    void I11_what_is_read_again_under_the_former_name_is_told_to_nobody() {
        ChangeEvent first = live(essay("draft", "85"), NOON);
        put(first);
        ChangeEvent renamed = with(new ItemStep.Move(essay("draft", "85").item()), live(essay("final", "85"), LATER));
        put(renamed);
        pushes();
        put(first);
        put(live(essay("draft", "70"), NOON.plusSeconds(30)));
        put(renamed);
        assertThat(pushes()).isEmpty();
    }

    @Test
    void an_item_that_is_called_so_since_is_another_and_stays_known() {
        put(live(essay("essay", "90"), LAST));
        put(moved(essay("essay-1", "85"), LATER));
        put(live(essay("essay", "90"), LAST.plusSeconds(1)));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(null, null, Reason.NO_CHANGE);
    }

    @Test
    void one_that_moved_to_a_name_that_is_known_is_compared_with_that() {
        put(live(essay("essay-1", "70"), NOON));
        decisions();
        put(moved(essay("essay-1", "70"), LATER));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_CHANGE);
    }

    @Test
    void I21_items_that_swap_their_names_keep_what_is_known_of_them() {
        put(live(essay("lab", "40"), NOON));
        assertThat(pushes()).hasSize(2);
        decisions();
        put(moved(essay("essay", "0"), essay("between", "85"), LATER));
        put(moved(essay("lab", "0"), essay("essay", "40"), LATER.plusSeconds(1)));
        put(moved(essay("between", "0"), essay("lab", "85"), LATER.plusSeconds(2)));
        put(live(essay("essay", "40"), LAST));
        put(live(essay("lab", "85"), LAST));
        assertThat(decisions()).extracting(Decision::reason).containsOnly(Reason.NO_CHANGE);
        put(live(essay("lab", "40"), LAST.plusSeconds(1)));
        assertThat(pushes()).as("what was the essay").hasSize(2);
    }

    @Test
    void I21_a_chain_of_names_hands_on_what_is_known() {
        put(live(essay("lab", "40"), NOON));
        put(live(essay("quiz", "70"), NOON));
        pushes();
        decisions();
        put(moved(essay("essay", "0"), essay("final", "85"), LATER));
        put(moved(essay("lab", "0"), essay("essay", "40"), LATER.plusSeconds(1)));
        put(moved(essay("quiz", "0"), essay("lab", "70"), LATER.plusSeconds(2)));
        assertThat(decisions()).extracting(Decision::reason).containsOnly(Reason.NO_CHANGE);
    }

    @Test
    void A6_one_that_moved_and_changed_is_compared_with_what_it_was() {
        put(live(essay("lab", "40"), NOON));
        put(moved(essay("essay", "0"), essay("between", "85"), LATER));
        pushes();
        put(moved(essay("lab", "0"), essay("essay", "90"), LATER.plusSeconds(1)));
        assertThat(pushes()).hasSize(2);
        put(live(essay("essay", "90"), LAST));
        assertThat(pushes()).isEmpty();
    }

    @Test
    void one_that_moved_to_the_name_of_one_that_is_gone_is_compared_with_what_it_was_itself() {
        put(live(essay("lab", "40"), NOON));
        put(with(new ItemStep.Delete(), live(essay("lab", "40"), NOON.plusSeconds(1))));
        pushes();
        decisions();
        put(moved(essay("essay", "0"), essay("lab", "85"), LATER));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_CHANGE);
    }

    @Test
    void I11_a_swap_that_is_read_twice_is_told_to_nobody() {
        put(live(essay("lab", "40"), NOON));
        pushes();
        List<ChangeEvent> swap = List.of(
                moved(essay("essay", "0"), essay("between", "85"), LATER),
                moved(essay("lab", "0"), essay("essay", "40"), LATER.plusSeconds(1)),
                moved(essay("between", "0"), essay("lab", "85"), LATER.plusSeconds(2)));
        swap.forEach(this::put);
        swap.forEach(this::put);
        assertThat(pushes()).isEmpty();
    }

    @Test
    void one_that_moved_back_is_still_known() {
        put(moved(essay("essay-1", "85"), LATER));
        put(moved(essay("essay-1", "85"), essay("essay", "85"), LAST));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_CHANGE, Reason.NO_CHANGE);
        put(live(essay("essay-1", "85"), LAST.plusSeconds(1)));
        assertThat(pushes()).as("a new essay that is called so now").hasSize(2);
    }

    @Test
    void I16_what_comes_late_under_a_former_name_is_told_to_nobody_though_nothing_was_known_under_it() {
        put(moved(essay("draft", "85"), essay("final", "85"), LATER));
        pushes();
        decisions();
        put(live(essay("draft", "70"), NOON));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.OLDER_VERSION);
        put(live(essay("draft", "70"), LAST));
        assertThat(pushes()).as("a new draft").hasSize(2);
    }

    @Test
    void I_18_what_was_told_of_a_record_goes_with_it() {
        put(live(mark("1", Status.ABSENT), NOON));
        put(moved(mark("1", Status.ABSENT), mark("2", Status.TARDY), LATER));
        assertThat(pushes()).extracting(Push::body).containsExactly(RECORDED, RECORDED, UPDATED, UPDATED);
        put(live(mark("1", Status.ABSENT), LAST));
        assertThat(pushes()).as("another record, of a day that was told").isEmpty();
    }

    @Test
    void I_18_what_was_told_of_a_record_stays_with_it_when_one_that_was_called_so_before_moves() {
        put(live(mark("1", Status.ABSENT), LAST));
        pushes();
        put(moved(mark("1", Status.ABSENT), mark("2", Status.TARDY), LATER));
        assertThat(pushes()).isEmpty();
        put(live(mark("1", Status.EARLY_RELEASE), LAST.plusSeconds(1)));
        assertThat(pushes()).extracting(Push::body).containsExactly(UPDATED, UPDATED);
    }

    private void put(ChangeEvent event) {
        put(Topics.CHANGES, ChangeCodec.encode(event));
    }

    private static ChangeEvent moved(Change to, Instant time) {
        return moved(essay("essay", "85"), to, time);
    }

    private static ChangeEvent moved(Change from, Change to, Instant time) {
        return with(new ItemStep.Move(from.item()), live(to, time));
    }

    private static Change mark(String period, Status status) {
        return new AttendanceRecorded(ANA, HIGH, THIS_YEAR, FRIDAY, period, status, Excuse.UNEXCUSED);
    }

    private static Change essay(String assignment, String percent) {
        return new AssignmentScored(ANA, HIGH, THIS_YEAR, assignment, new Score.Percent(new BigDecimal(percent)));
    }
}
