package org.belltower.local.demo.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.Way;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.post.Mode;
import org.belltower.local.demo.sample.SampleDay;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final FirstDay DAY = SampleDay.after(FirstDayFiles.load());
    private final List<Turn> turns = Turn.of(DAY.events().toList());

    private List<CaseEvent> turned(Predicate<CaseEvent> which) {
        return turns.stream()
                .flatMap(turn -> turn.events().stream())
                .filter(which)
                .toList();
    }

    private static List<CaseEvent> written(Predicate<CaseEvent> which) {
        return DAY.events().filter(which).toList();
    }

    @Test
    void what_is_posted_and_what_is_saved_keep_their_order_and_what_is_known_before_is_neither() {
        assertThat(turned(event -> event.way() instanceof Way.Posted))
                .isEqualTo(written(event -> event.way() instanceof Way.Posted));
        assertThat(turned(event -> event.way() instanceof Way.Row))
                .isEqualTo(written(event -> event.way() instanceof Way.Row && !event.isKnownBefore()));
    }

    @Test
    void at_least_half_of_the_day_comes_by_rows_some_of_them_several_in_a_transaction() {
        assertThat(written(event -> event.way() instanceof Way.Row))
                .hasSizeGreaterThanOrEqualTo((int) (DAY.events().count() + 1) / 2);
        assertThat(turns.stream()
                        .filter(Turn.Saving.class::isInstance)
                        .map(turn -> turn.events().size()))
                .contains(1, 4);
        assertThat(turns)
                .filteredOn(turn -> turn instanceof Turn.Saving(var save)
                        && save.events().stream()
                                .anyMatch(event -> !event.district().equals(save.district())))
                .isEmpty();
    }

    @Test
    void every_mode_is_posted_in_and_batches_carry_several() {
        assertThat(turns.stream()
                        .filter(Turn.Posting.class::isInstance)
                        .map(turn -> ((Turn.Posting) turn).post().mode())
                        .distinct())
                .containsExactlyInAnyOrder(Mode.values());
        assertThat(turns)
                .anyMatch(turn ->
                        turn instanceof Turn.Posting(var post) && post.events().size() == 3);
    }
}
