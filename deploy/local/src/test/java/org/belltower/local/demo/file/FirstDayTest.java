package org.belltower.local.demo.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Case;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.Way;
import org.belltower.local.demo.day.Withdrawal;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.change.Change;
import org.belltower.model.outcome.Reason;
import org.junit.jupiter.api.Test;

/// Whether the files are whole; whether they are right is for whoever reads them.
class FirstDayTest {
    private static final FirstDay DAY = FirstDayFiles.load();

    @Test
    void it_has_about_a_hundred_events() {
        assertThat(DAY.events()).hasSizeBetween(90, 150);
    }

    @Test
    void a_good_part_of_it_comes_by_rows_of_more_than_one_district() {
        assertThat(rows()).hasSizeGreaterThan((int) DAY.events().count() / 3);
        assertThat(rows().stream().map(CaseEvent::district).distinct()).hasSizeGreaterThan(1);
        assertThat(rows().stream().map(event -> event.change().category()).distinct())
                .containsExactlyInAnyOrder(Category.values());
    }

    @Test
    void rows_are_saved_deleted_called_otherwise_and_known_before() {
        assertThat(rows().stream().<Object>map(event -> event.way().getClass()).distinct())
                .containsExactlyInAnyOrder(Way.Saved.class, Way.Deleted.class, Way.Renamed.class);
        assertThat(rows()).anyMatch(CaseEvent::isKnownBefore);
    }

    private static List<CaseEvent> rows() {
        return DAY.events().filter(event -> event.way() instanceof Way.Row).toList();
    }

    /// Positions and times of two sources do not compare.
    @Test
    void an_item_comes_one_way() {
        Map<List<String>, Boolean> ways = new HashMap<>();
        DAY.events()
                .filter(event -> !(event.expected() instanceof Expectation.Refused))
                .forEach(event -> {
                    boolean row = event.way() instanceof Way.Row;
                    Boolean before = ways.putIfAbsent(item(event), row);
                    assertThat(before == null || before == row).as(event.name()).isTrue();
                });
    }

    @Test
    void every_category_is_told_of_and_kept_silent() {
        assertThat(categories(Expectation.Told.class)).containsExactlyInAnyOrder(Category.values());
        assertThat(categories(Expectation.Nobody.class)).containsExactlyInAnyOrder(Category.values());
    }

    private static Set<Category> categories(Class<? extends Expectation> expected) {
        return DAY.events()
                .filter(event -> expected.isInstance(event.expected()))
                .map(event -> event.change().category())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Category.class)));
    }

    @Test
    void every_row_of_this_part_of_the_mission_has_a_case() {
        assertThat(DAY.cases().stream()
                        .flatMap(written -> written.rows().stream())
                        .distinct())
                .contains("A1", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11")
                .contains("I-1", "I-2", "I-3", "I-4", "I-6", "I-7", "I-8", "I-9", "I-11", "I-12", "I-13", "I-14")
                .contains("I-15", "I-16", "I-20", "I-21", "I-24", "I-28");
    }

    @Test
    void every_reason_that_a_static_day_can_give_is_given() {
        Set<Reason> given = EnumSet.noneOf(Reason.class);
        DAY.events().forEach(event -> {
            switch (event.expected()) {
                case Expectation.Told told -> given.addAll(told.skipped().values());
                case Expectation.Nobody(Set<Reason> reasons) -> given.addAll(reasons);
                case Expectation.Refused _ -> {}
            }
        });
        // The unknown district and school take a registry that lost them, the audience that is too large thousands of
        // devices; from PERMISSION_DENIED on a push was written.
        EnumSet<Reason> decided = EnumSet.range(Reason.NOT_LIVE, Reason.THRESHOLD_NOT_CROSSED);
        decided.removeAll(EnumSet.of(Reason.DISTRICT_UNKNOWN, Reason.SCHOOL_UNKNOWN, Reason.AUDIENCE_TOO_LARGE));
        decided.addAll(
                EnumSet.of(Reason.NOT_TOLD_BEFORE, Reason.TOLD_THAT_DAY, Reason.TOO_OLD, Reason.PERMISSION_DENIED));
        assertThat(given).containsExactlyInAnyOrderElementsOf(decided);
    }

    @Test
    void every_district_is_played_in_and_both_platforms_are_used() {
        assertThat(DAY.events().map(CaseEvent::district).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        DAY.districts().stream().map(District::id).toList());
        assertThat(DAY.districts().stream()
                        .flatMap(district -> district.devices().values().stream())
                        .map(Family.Device::platform))
                .contains(Provider.values());
    }

    @Test
    void a_district_knows_the_families_of_the_first_day() {
        District maple = DAY.district(new DistrictId("maple-valley"));
        assertThat(maple.families()).hasSizeBetween(12, 15);
        assertThat(maple.schools()).hasSize(2);
        assertThat(maple.calendars()).hasSize(3);
        assertThat(maple.calendars().values().stream().filter(calendar -> calendar.year() < maple.activeYear()))
                .hasSize(1);
    }

    /// An id stands for one event: for a second copy of it, or for one that was refused and mended.
    @Test
    void an_event_id_is_used_again_only_by_a_repeat() {
        Map<List<String>, CaseEvent> first = new HashMap<>();
        DAY.events().filter(event -> event.body() instanceof Body.Event).forEach(event -> {
            CaseEvent earlier = first.put(id(event), event);
            assertThat(earlier == null
                            || earlier.expected() instanceof Expectation.Refused
                            || event.expected().equals(new Expectation.Nobody(Set.of(Reason.REPEAT))))
                    .as(event.name())
                    .isTrue();
        });
    }

    private static List<String> id(CaseEvent event) {
        Map<String, String> attributes = ((Body.Event) event.body()).attributes();
        return Stream.of(event.district().value(), event.client(), attributes.get("source"), attributes.get("id"))
                .map(Objects::toString)
                .toList();
    }

    /// Else one case would change what another one begins with.
    @Test
    void an_item_belongs_to_one_case() {
        Set<List<String>> taken = new HashSet<>();
        for (Case written : DAY.cases()) {
            Set<List<String>> mine = new HashSet<>();
            written.events().stream()
                    .filter(event -> !(event.expected() instanceof Expectation.Refused))
                    .forEach(event -> mine.add(item(event)));
            mine.forEach(item -> assertThat(taken.add(item))
                    .as("%s in \"%s\"", item, written.sentence())
                    .isTrue());
        }
    }

    /// Their providers take nothing for them until noon, when half of the events are posted.
    @Test
    void devices_whose_pushes_wait_are_in_no_other_event_and_wait_before_noon() {
        List<CaseEvent> events = DAY.events().toList();
        for (int index = 0; index < events.size(); index++) {
            CaseEvent event = events.get(index);
            if (!event.meanwhile().isEmpty()) {
                Set<DeviceId> waiting = candidates(event);
                assertThat(index).as(event.name()).isLessThan(events.size() / 2);
                assertThat(events.stream()
                                .filter(other ->
                                        !other.equals(event) && other.district().equals(event.district()))
                                .filter(other -> !(other.expected() instanceof Expectation.Refused))
                                .flatMap(other -> candidates(other).stream()))
                        .as(event.name())
                        .doesNotContainAnyElementsOf(waiting);
            }
        }
    }

    @Test
    void each_way_to_take_a_right_away_is_played_beside_a_right_that_stands() {
        assertThat(DAY.events().flatMap(event -> event.meanwhile().values().stream()))
                .contains(Withdrawal.values());
        assertThat(DAY.events()
                        .filter(event -> !event.meanwhile().isEmpty())
                        .map(event -> ((Expectation.Told) event.expected()).arrives()))
                .isNotEmpty()
                .noneMatch(Set::isEmpty);
    }

    private static Set<DeviceId> candidates(CaseEvent event) {
        return DAY.district(event.district()).candidates(event.change().student());
    }

    private static List<String> item(CaseEvent event) {
        Change change = event.change();
        return Arrays.asList(
                event.district().value(),
                change.student().value(),
                change.category().name(),
                change.item());
    }
}
