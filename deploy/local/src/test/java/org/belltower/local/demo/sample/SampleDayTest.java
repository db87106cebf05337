package org.belltower.local.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDayTest {
    /// What a day can show on which nobody is on strike: neither settings that are missing, nor providers that refuse.
    private static final Set<Reason> REASONS = EnumSet.of(
            Reason.NOT_LIVE,
            Reason.REPEAT,
            Reason.OLDER_VERSION,
            Reason.NO_CHANGE,
            Reason.CALENDAR_UNKNOWN,
            Reason.NOT_ACTIVE_YEAR,
            Reason.TOOL_NOT_DISPLAYED,
            Reason.CONTACT_PREFERENCE_OFF,
            Reason.NO_ACTIVE_SCHOOL,
            Reason.ATTENDANCE_NOT_TOLD,
            Reason.NO_PORTAL,
            Reason.RESTRICTED,
            Reason.RELATIONSHIP_NOT_CURRENT,
            Reason.SIGNED_OUT,
            Reason.NOT_STAY_LOGGED_IN,
            Reason.NOT_SUBSCRIBED,
            Reason.THRESHOLD_NOT_CROSSED,
            Reason.TOLD_THAT_DAY,
            Reason.UNSUPPORTED_DEVICE,
            Reason.PERMISSION_DENIED);

    private final FirstDay written = FirstDayFiles.load();

    private static List<CaseEvent> events(FirstDay day) {
        return day.chapters().getLast().cases().getFirst().events();
    }

    private static void isOfBelievableSize(FirstDay day) {
        District district = day.districts().getLast();
        assertThat(district.schools()).hasSize(2);
        assertThat(district.calendars().values().stream().filter(calendar -> !calendar.excluded()))
                .hasSize(3);
        assertThat(district.students()).hasSize(300);
        assertThat(district.devices()).hasSize(700);
        assertThat(events(day)).hasSize(1_000);
    }

    @Test
    void the_district_is_of_believable_size() {
        isOfBelievableSize(SampleDay.after(written));
    }

    @Test
    void the_written_day_stays_as_it_is() {
        FirstDay day = SampleDay.after(written);
        assertThat(day.districts()).startsWith(written.districts().toArray(District[]::new));
        assertThat(day.chapters()).startsWith(written.chapters().toArray(FirstDay.Chapter[]::new));
    }

    @Test
    void it_is_the_same_day_each_time() {
        assertThat(SampleDay.after(written)).isEqualTo(SampleDay.after(written));
    }

    @Test
    void every_reason_that_a_sleepy_day_can_have_occurs_and_many_are_told() {
        everyReasonOccurs(SampleDay.after(written));
    }

    /// Not only with the seed that the demo plays.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void with_any_seed_the_sizes_hold_every_reason_occurs_and_each_candidate_has_one_fate(long seed) {
        FirstDay day = SampleDay.after(written, seed);
        isOfBelievableSize(day);
        everyReasonOccurs(day);
        District district = day.districts().getLast();
        for (CaseEvent event : events(day)) {
            if (event.expected() instanceof Expectation.Told told) {
                Set<DeviceId> all = new HashSet<>(told.arrives());
                all.addAll(told.skipped().keySet());
                assertThat(all)
                        .hasSize(told.arrives().size() + told.skipped().size())
                        .isEqualTo(district.candidates(student(event)));
            }
        }
    }

    private static StudentId student(CaseEvent event) {
        return switch (event.body()) {
            case Body.Event body -> new StudentId(body.data().path("student").asText());
            case Body.Raw raw -> throw new AssertionError(raw);
        };
    }

    private static void everyReasonOccurs(FirstDay day) {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        int pushed = 0;
        for (CaseEvent event : events(day)) {
            switch (event.expected()) {
                case Expectation.Nobody nobody ->
                    nobody.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
                case Expectation.Told told -> {
                    pushed += told.arrives().size();
                    told.skipped().values().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
                }
                case Expectation.Refused refused -> throw new AssertionError(refused);
            }
        }
        // A correction of what a snapshot brought: not every day has one, and the written day has.
        reasons.remove(Reason.NOT_TOLD_BEFORE);
        assertThat(reasons).containsOnlyKeys(REASONS.toArray(Reason[]::new));
        assertThat(pushed).isGreaterThan(300);
    }

    @Test
    void what_is_told_of_an_excluded_calendar_and_of_last_years_notifies_nobody_A8() {
        Map<String, Long> silent = new HashMap<>();
        for (CaseEvent event : events(SampleDay.after(written))) {
            String calendar =
                    ((Body.Event) event.body()).data().path("calendar").asText();
            if (event.expected().equals(new Expectation.Nobody(Set.of(Reason.NOT_ACTIVE_YEAR)))) {
                silent.merge(calendar, 1L, Long::sum);
            }
        }
        assertThat(silent).containsOnlyKeys("high-2026", "high-summer-2027");
        assertThat(silent.values()).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(10));
    }

    @Test
    void what_is_mandatory_is_told_also_to_those_who_had_switched_it_off_or_had_a_threshold_I43() {
        FirstDay day = SampleDay.after(written);
        Map<DeviceId, Family.Device> devices = day.districts().getLast().devices();
        int off = 0;
        int threshold = 0;
        for (CaseEvent event : events(day)) {
            Category category = category(event);
            if (event.expected() instanceof Expectation.Told told && SampleDistrict.MANDATORY.contains(category)) {
                assertThat(told.skipped().values()).doesNotContain(Reason.NOT_SUBSCRIBED, Reason.THRESHOLD_NOT_CROSSED);
                for (DeviceId id : told.arrives()) {
                    Choice own =
                            Objects.requireNonNull(devices.get(id)).choices().get(category);
                    off += own != null && !own.on() ? 1 : 0;
                    threshold += own != null && own.below() != null ? 1 : 0;
                }
            }
        }
        assertThat(off).isGreaterThanOrEqualTo(10);
        assertThat(threshold).isGreaterThanOrEqualTo(3);
    }

    @Test
    void what_is_off_on_a_device_is_not_told_there_though_its_user_wants_it_elsewhere_A5() {
        FirstDay day = SampleDay.after(written);
        District district = day.districts().getLast();
        Map<DeviceId, Family.Device> devices = district.devices();
        int optedOut = 0;
        for (CaseEvent event : events(day)) {
            if (event.expected() instanceof Expectation.Told told) {
                for (Map.Entry<DeviceId, Reason> skipped : told.skipped().entrySet()) {
                    Family.Device device = Objects.requireNonNull(devices.get(skipped.getKey()));
                    boolean wanted = district.preferences(device.user())
                            .map(chosen -> chosen.categories().get(category(event)))
                            .filter(Choice::on)
                            .isPresent();
                    boolean off = Choice.OFF.equals(device.choices().get(category(event)));
                    optedOut += skipped.getValue() == Reason.NOT_SUBSCRIBED && wanted && off ? 1 : 0;
                }
            }
        }
        assertThat(optedOut).isGreaterThanOrEqualTo(10);
    }

    @Test
    void money_has_thresholds_that_are_crossed_and_others_that_are_not_A6() {
        int crossed = 0;
        int kept = 0;
        FirstDay day = SampleDay.after(written);
        District district = day.districts().getLast();
        for (CaseEvent event : events(day)) {
            if (category(event) == Category.LUNCH_BALANCE && event.expected() instanceof Expectation.Told told) {
                kept += (int) told.skipped().values().stream()
                        .filter(Reason.THRESHOLD_NOT_CROSSED::equals)
                        .count();
                crossed += (int) told.arrives().stream()
                        .filter(device -> hasLimit(district, device))
                        .count();
            }
        }
        assertThat(kept).isGreaterThanOrEqualTo(5);
        assertThat(crossed).isGreaterThanOrEqualTo(5);
    }

    private static boolean hasLimit(District district, DeviceId id) {
        Family.Device device = Objects.requireNonNull(district.devices().get(id));
        Choice own = device.choices().get(Category.LUNCH_BALANCE);
        Choice chosen = own != null
                ? own
                : district.preferences(device.user())
                        .map(all -> all.categories().get(Category.LUNCH_BALANCE))
                        .orElse(Choice.OFF);
        return chosen.below() != null;
    }

    private static Category category(CaseEvent event) {
        String type =
                Objects.requireNonNull(((Body.Event) event.body()).attributes().get("type"));
        return Map.of(
                        "org.belltower.assignment-scored.v1", Category.ASSIGNMENTS,
                        "org.belltower.grade-posted.v1", Category.GRADES,
                        "org.belltower.attendance-recorded.v1", Category.ATTENDANCE,
                        "org.belltower.lunch-balance-changed.v1", Category.LUNCH_BALANCE,
                        "org.belltower.schedule-changed.v1", Category.RESPONSIVE_SCHEDULE)
                .getOrDefault(type, Category.GRADES);
    }
}
