package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.AUDIENCE;
import static org.belltower.dispatch.send.Pushes.CALENDAR;
import static org.belltower.dispatch.send.Pushes.FAMILY;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.PLACE;
import static org.belltower.dispatch.send.Pushes.SCHOOL;
import static org.belltower.dispatch.send.Pushes.STUDENT;
import static org.belltower.dispatch.send.Rights.YEAR;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.revocation.WithdrawnRights;
import org.belltower.dispatch.settings.CurrentSettings;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SchoolId;
import org.belltower.model.SessionState;
import org.belltower.model.Tool;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Standing;
import org.belltower.model.gate.Place;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Push;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.service.failure.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The gates of district, school and person as [JourneyRules] asks them when a push leaves (I-1).
class ChangeGatesTest {
    /// A day begins at the school.
    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T08:00:00Z");
    private static final LocalDate THE_DAY_BEFORE = LocalDate.of(2026, 11, 20);
    private static final Binding SUBSCRIBED =
            Pushes.binding(SessionState.KEPT, Binding.Permission.ALLOWED, Set.of(Category.values()));
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration RECHECK = Duration.ofMillis(100);

    private final CurrentSettings settings = new CurrentSettings();
    private final WithdrawnRights withdrawn = new WithdrawnRights();
    private final JourneyRules rules = new JourneyRules(
            new Routes(List.of(new Route(
                    FAMILY,
                    new Credential(Provider.APNS, "TEAM/production"),
                    (_, _, _, _) -> PushSender.Attempt.OVER))),
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)),
            WAIT,
            RECHECK);

    ChangeGatesTest() {
        Rights.all(1).forEach(settings::put);
    }

    private Step next(Push push, Instant began, Instant now) {
        Known known = new Known.Current(settings, withdrawn.of(NORTH, STUDENT), Optional.of(SUBSCRIBED));
        return rules.next(Journey.begin(push, 0, began), known, now);
    }

    private Step next(Push push) {
        return next(push, NOON, NOON);
    }

    private Step next() {
        return next(Pushes.push());
    }

    private static Push until(Instant created, LocalDate lastDay) {
        return Pushes.push(created, Category.GRADES, PLACE, lastDay);
    }

    private static Push balance(Set<CalendarId> enrolled) {
        return Pushes.push(NOON, Category.LUNCH_BALANCE, new Place.Enrolled(enrolled), null);
    }

    private static Step skipped(Reason reason) {
        return new Step.Finish(new Result.Skipped(reason));
    }

    private void assertWaitsAndIsThenSkipped(Push push, Reason reason) {
        assertThat(next(push)).isEqualTo(new Step.Wait(NOON.plus(RECHECK)));
        assertThat(next(push, NOON, NOON.plus(WAIT).minusMillis(1))).isEqualTo(new Step.Wait(NOON.plus(WAIT)));
        assertThat(next(push, NOON, NOON.plus(WAIT))).isEqualTo(skipped(reason));
    }

    @Test
    void a_push_that_all_gates_let_pass_is_sent() {
        assertThat(next()).isInstanceOf(Step.Send.class);
    }

    @Test
    void A1_nothing_leaves_a_district_that_is_switched_off() {
        settings.put(Rights.district(2, false, YEAR, null));
        assertThat(next()).isEqualTo(skipped(Reason.DISTRICT_OFF));
    }

    @Test
    void A1_switching_on_releases_nothing_that_was_decided_before() {
        settings.put(Rights.district(2, true, YEAR, NOON.plusMillis(1)));
        assertThat(next()).isEqualTo(skipped(Reason.DISTRICT_OFF));
    }

    @Test
    void A1_what_was_decided_at_the_moment_of_switching_on_or_after_it_leaves() {
        settings.put(Rights.district(2, true, YEAR, NOON));
        assertThat(next()).isInstanceOf(Step.Send.class);
        settings.put(Rights.district(3, true, YEAR, NOON.minusMillis(1)));
        assertThat(next()).isInstanceOf(Step.Send.class);
    }

    @Test
    void A1_the_switch_is_the_reason_before_whatever_else_is_closed() {
        settings.put(Rights.district(2, true, YEAR + 1, NOON.plusMillis(1)));
        withdrawn.put(Rights.guardian(AUDIENCE + 1, Rights.portalOff()));
        assertThat(next()).isEqualTo(skipped(Reason.DISTRICT_OFF));
    }

    @Test
    void A3_a_balance_does_not_leave_a_district_without_food_service() {
        settings.put(new DistrictSettings(NORTH, 2, true, false, YEAR, null));
        assertThat(next(balance(Set.of(CALENDAR)))).isEqualTo(skipped(Reason.NO_FOOD_SERVICE));
        assertThat(next()).isInstanceOf(Step.Send.class);
    }

    @Test
    void A8_I_8_a_push_whose_calendar_is_not_of_the_active_year_now_does_not_leave() {
        settings.put(Rights.district(2, true, YEAR + 1, null));
        assertThat(next()).isEqualTo(skipped(Reason.NOT_ACTIVE_YEAR));
        settings.put(Rights.calendar(2, YEAR + 1, false));
        assertThat(next()).isInstanceOf(Step.Send.class);
        settings.put(Rights.calendar(3, YEAR + 1, true));
        assertThat(next()).isEqualTo(skipped(Reason.NOT_ACTIVE_YEAR));
    }

    @Test
    void A10_a_tool_that_is_displayed_no_more_does_not_notify() {
        settings.put(Rights.school(2, EnumSet.complementOf(EnumSet.of(Tool.GRADES)), Set.of(Category.values())));
        assertThat(next()).isEqualTo(skipped(Reason.TOOL_NOT_DISPLAYED));
    }

    @Test
    void A11_a_contact_preference_that_is_off_now_stops_what_is_queued() {
        settings.put(Rights.school(2, Set.of(Tool.values()), EnumSet.complementOf(EnumSet.of(Category.GRADES))));
        assertThat(next()).isEqualTo(skipped(Reason.CONTACT_PREFERENCE_OFF));
    }

    @Test
    void A11_a_balance_leaves_while_one_school_of_the_student_lets_it_pass() {
        CalendarId other = new CalendarId("middle-2027");
        settings.put(
                new CalendarSettings(NORTH, 1, other, new SchoolId("middle"), YEAR, LocalDate.of(YEAR, 6, 30), false));
        assertThat(next(balance(Set.of(CALENDAR, other)))).isInstanceOf(Step.Send.class);
        settings.put(Rights.calendar(2, YEAR, true));
        assertWaitsAndIsThenSkipped(balance(Set.of(CALENDAR, other)), Reason.NO_ACTIVE_SCHOOL);
    }

    @Test
    void A11_a_balance_that_no_school_lets_pass_any_more_is_skipped_at_once() {
        settings.put(Rights.calendar(2, YEAR, true));
        assertThat(next(balance(Set.of(CALENDAR)))).isEqualTo(skipped(Reason.NO_ACTIVE_SCHOOL));
    }

    @Test
    void I_2_settings_that_are_not_known_are_waited_for_and_then_deny() {
        settings.remove(Rights.school(1).key());
        assertWaitsAndIsThenSkipped(Pushes.push(), Reason.SCHOOL_UNKNOWN);
        settings.deny(Rights.calendar(1).key());
        assertWaitsAndIsThenSkipped(Pushes.push(), Reason.CALENDAR_UNKNOWN);
        settings.remove(Rights.district(1).key());
        assertWaitsAndIsThenSkipped(Pushes.push(), Reason.DISTRICT_UNKNOWN);
    }

    @Test
    void I_2_while_a_students_revocations_cannot_be_read_nobody_is_told() {
        withdrawn.deny(Rights.nobody(1).key());
        assertWaitsAndIsThenSkipped(Pushes.push(), Reason.NO_AUDIENCE);
        withdrawn.put(Rights.nobody(1));
        assertThat(next()).isInstanceOf(Step.Send.class);
    }

    @Test
    void A9_I_4_a_person_whose_right_was_withdrawn_since_receives_nothing() {
        withdrawn.put(Rights.guardian(AUDIENCE + 1, Rights.portalOff()));
        assertThat(next()).isEqualTo(skipped(Reason.NO_PORTAL));
        withdrawn.put(Rights.guardian(AUDIENCE + 2, Rights.restricted()));
        assertThat(next()).isEqualTo(skipped(Reason.RESTRICTED));
        withdrawn.put(Rights.guardian(AUDIENCE + 3, new Standing.None()));
        assertThat(next()).isEqualTo(skipped(Reason.NO_RELATIONSHIP));
    }

    @Test
    void A9_what_was_decided_with_as_new_an_audience_knew_of_the_withdrawal() {
        withdrawn.put(Rights.guardian(AUDIENCE - 1, Rights.portalOff()));
        assertThat(next()).isInstanceOf(Step.Send.class);
        withdrawn.put(Rights.guardian(AUDIENCE, Rights.portalOff()));
        assertThat(next()).isInstanceOf(Step.Send.class);
        withdrawn.put(Rights.guardian(AUDIENCE + 1, Rights.portalOff()));
        assertThat(next()).isEqualTo(skipped(Reason.NO_PORTAL));
    }

    @Test
    void A9_a_withdrawal_that_names_another_person_takes_nothing_from_this_one() {
        withdrawn.put(new Revocations(
                NORTH,
                STUDENT,
                AUDIENCE + 1,
                List.of(new Revocations.Revoked(new PersonId("g-2"), Rights.portalOff()))));
        assertThat(next()).isInstanceOf(Step.Send.class);
    }

    @Test
    void I_4_the_last_day_of_a_relationship_is_included_and_ends_at_the_schools_midnight() {
        Push push = until(MIDNIGHT.minusSeconds(1800), THE_DAY_BEFORE);
        Instant last = MIDNIGHT.minusMillis(1);
        assertThat(next(push, last, last)).isInstanceOf(Step.Send.class);
        assertThat(next(push, last, MIDNIGHT)).isEqualTo(skipped(Reason.RELATIONSHIP_NOT_CURRENT));
    }

    @Test
    void I_4_an_end_that_was_set_since_counts_by_the_schools_days_too() {
        withdrawn.put(Rights.guardian(AUDIENCE + 1, Rights.until(THE_DAY_BEFORE)));
        Push push = Pushes.push(MIDNIGHT.minusSeconds(1800), Category.GRADES, PLACE, null);
        Instant last = MIDNIGHT.minusMillis(1);
        assertThat(next(push, last, last)).isInstanceOf(Step.Send.class);
        assertThat(next(push, last, MIDNIGHT)).isEqualTo(skipped(Reason.RELATIONSHIP_NOT_CURRENT));
    }

    @Test
    void A9_a_last_day_that_was_moved_since_counts_and_the_former_does_not() {
        withdrawn.put(Rights.guardian(AUDIENCE + 1, Rights.until(THE_DAY_BEFORE.plusDays(30))));
        assertThat(next(until(MIDNIGHT.minusSeconds(1800), THE_DAY_BEFORE), MIDNIGHT, MIDNIGHT))
                .isInstanceOf(Step.Send.class);
    }

    @Test
    void the_reason_is_the_schools_before_the_persons_and_the_persons_before_the_devices() {
        Known denied = new Known.Current(settings, withdrawn.of(NORTH, STUDENT), Optional.empty());
        Journey journey = Journey.begin(until(NOON, THE_DAY_BEFORE.minusDays(1)), 0, NOON);
        assertThat(rules.next(journey, denied, NOON)).isEqualTo(skipped(Reason.RELATIONSHIP_NOT_CURRENT));
        settings.put(Rights.school(2, Set.of(), Set.of()));
        assertThat(rules.next(journey, denied, NOON)).isEqualTo(skipped(Reason.TOOL_NOT_DISPLAYED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Category.class,
            names = {"LUNCH_BALANCE"},
            mode = EnumSource.Mode.EXCLUDE)
    void I_1_every_category_of_a_school_is_gated_by_its_own_switches(Category category) {
        settings.put(Rights.school(2, Set.of(Tool.values()), EnumSet.complementOf(EnumSet.of(category))));
        assertThat(next(Pushes.push(NOON, category, new Place.InCalendar(SCHOOL, CALENDAR), null)))
                .isEqualTo(skipped(Reason.CONTACT_PREFERENCE_OFF));
    }
}
