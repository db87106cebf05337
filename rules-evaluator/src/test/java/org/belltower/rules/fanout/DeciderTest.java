package org.belltower.rules.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.ANAS_PHONE;
import static org.belltower.rules.Given.CHICAGO;
import static org.belltower.rules.Given.HIGH;
import static org.belltower.rules.Given.MUM;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.accepted;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.balance;
import static org.belltower.rules.Given.below;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.change;
import static org.belltower.rules.Given.composer;
import static org.belltower.rules.Given.device;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.scored;
import static org.belltower.rules.Given.subscriptions;
import static org.belltower.rules.Given.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.SessionState;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.gate.Place;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.trigger.Known;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The gates of section A, each taken away from a district in which everything is allowed.
class DeciderTest {
    private static final Duration TIME_TO_LIVE = Duration.ofHours(24);

    @Test
    void a_change_is_told_once_to_each_device_that_everything_allows() {
        ChangeEvent event = live(scored("85"), NOON);
        Verdict verdict = decide(event, audience(), everything());

        assertThat(verdict.pushes())
                .containsExactly(push(event, ANAS_PHONE, ANA.asPerson()), push(event, MUMS_PHONE, MUM));
        assertThat(verdict.decision().candidates())
                .containsExactly(
                        new Decision.Pushed(ANAS_PHONE, ANA.asPerson(), id(event, ANAS_PHONE)),
                        new Decision.Pushed(MUMS_PHONE, MUM, id(event, MUMS_PHONE)));
        assertThat(verdict.decision().reason()).isNull();
    }

    @Test
    void A1_a_district_that_is_off_or_unknown_tells_nobody() {
        assertThat(reasons(scored("85"), new DistrictSettings(NORTH, 2, false, true, 2027, null), school(), calendar()))
                .containsOnly(Reason.DISTRICT_OFF);
        assertThat(reasons(scored("85"), school(), calendar())).containsOnly(Reason.DISTRICT_UNKNOWN);
    }

    @Test
    void A3_without_food_service_no_balance_is_told() {
        DistrictSettings noFood = new DistrictSettings(NORTH, 2, true, false, 2027, null);
        assertThat(reasons(balance("1"), noFood, school(), calendar())).containsOnly(Reason.NO_FOOD_SERVICE);
        assertThat(told(scored("85"), noFood, school(), calendar())).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void A7_only_a_session_that_is_kept_receives(SessionState session) {
        Audience audience =
                audience(new Member(MUM, guardian(), List.of(device(MUMS_PHONE, session, subscriptions(null)))));
        assertThat(reason(audience))
                .isEqualTo(
                        switch (session) {
                            case KEPT -> Optional.empty();
                            case NOT_KEPT -> Optional.of(Reason.NOT_STAY_LOGGED_IN);
                            case SIGNED_OUT -> Optional.of(Reason.SIGNED_OUT);
                        });
    }

    @Test
    void A8_a_calendar_of_another_year_or_excluded_or_unknown_or_of_another_school_tells_nobody() {
        LocalDate june = LocalDate.parse("2027-06-04");
        assertThat(reasons(
                        scored("85"),
                        district(),
                        school(),
                        new CalendarSettings(NORTH, 2, THIS_YEAR, HIGH, 2026, june, false)))
                .containsOnly(Reason.NOT_ACTIVE_YEAR);
        assertThat(reasons(
                        scored("85"),
                        district(),
                        school(),
                        new CalendarSettings(NORTH, 2, THIS_YEAR, HIGH, 2028, june, false)))
                .containsOnly(Reason.NOT_ACTIVE_YEAR);
        assertThat(reasons(
                        scored("85"),
                        district(),
                        school(),
                        new CalendarSettings(NORTH, 2, THIS_YEAR, HIGH, 2027, june, true)))
                .containsOnly(Reason.NOT_ACTIVE_YEAR);
        assertThat(reasons(scored("85"), district(), school())).containsOnly(Reason.CALENDAR_UNKNOWN);
        assertThat(reasons(
                        scored("85"),
                        district(),
                        school(),
                        new CalendarSettings(NORTH, 2, THIS_YEAR, new SchoolId("middle"), 2027, june, false)))
                .containsOnly(Reason.CALENDAR_UNKNOWN);
    }

    @Test
    void A8_I_8_a_calendar_that_ended_yesterday_still_tells_while_its_year_is_active() {
        CalendarSettings over =
                new CalendarSettings(NORTH, 2, THIS_YEAR, HIGH, 2027, LocalDate.parse("2026-11-19"), false);
        assertThat(told(scored("85"), district(), school(), over)).hasSize(2);
    }

    @Test
    void A9_a_guardian_needs_the_portal_flag_and_no_restriction() {
        assertThat(reason(mum(new Standing.Guardian(false, false, null, null)))).contains(Reason.NO_PORTAL);
        assertThat(reason(mum(new Standing.Guardian(true, true, null, null)))).contains(Reason.RESTRICTED);
    }

    @Test
    void A9_a_relationship_holds_from_its_first_to_its_last_day_at_the_school_both_included() {
        LocalDate today = LocalDate.parse("2026-11-20");
        assertThat(reason(mum(new Standing.Guardian(true, false, today, today))))
                .isEmpty();
        assertThat(reason(mum(new Standing.Guardian(true, false, today.plusDays(1), null))))
                .contains(Reason.RELATIONSHIP_NOT_CURRENT);
        assertThat(reason(mum(new Standing.Guardian(true, false, null, today.minusDays(1)))))
                .contains(Reason.RELATIONSHIP_NOT_CURRENT);
    }

    @Test
    void A9_the_last_day_ends_at_midnight_at_the_school_and_not_in_greenwich() {
        LocalDate lastDay = LocalDate.parse("2026-11-20");
        Audience audience = mum(new Standing.Guardian(true, false, null, lastDay));
        assertThat(reason(audience, Instant.parse("2026-11-21T05:59:59Z"))).isEmpty();
        assertThat(reason(audience, Instant.parse("2026-11-21T06:00:00Z"))).contains(Reason.RELATIONSHIP_NOT_CURRENT);
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void A10_a_tool_that_the_school_does_not_display_is_silent(Category category) {
        Set<Tool> others = EnumSet.complementOf(EnumSet.of(category.tool()));
        Change change = change(category);
        Reason expected = category == Category.LUNCH_BALANCE ? Reason.NO_ACTIVE_SCHOOL : Reason.TOOL_NOT_DISPLAYED;
        assertThat(reasons(change, district(), school(others, EnumSet.allOf(Category.class)), calendar()))
                .containsOnly(expected);
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void A11_a_contact_preference_that_is_off_is_silent(Category category) {
        Set<Category> others = EnumSet.complementOf(EnumSet.of(category));
        Reason expected = category == Category.LUNCH_BALANCE ? Reason.NO_ACTIVE_SCHOOL : Reason.CONTACT_PREFERENCE_OFF;
        assertThat(reasons(change(category), district(), school(EnumSet.allOf(Tool.class), others), calendar()))
                .containsOnly(expected);
    }

    @Test
    void A11_a_balance_passes_by_any_one_school_of_the_student_in_the_active_year() {
        SchoolId middle = new SchoolId("middle");
        CalendarId middleYear = new CalendarId("middle-2027");
        SchoolSettings closed = new SchoolSettings(NORTH, 1, HIGH, CHICAGO, Set.of(), Set.of());
        SchoolSettings open = new SchoolSettings(
                NORTH, 1, middle, CHICAGO, Set.of(Tool.FOOD_SERVICE), Set.of(Category.LUNCH_BALANCE));
        LocalDate june = LocalDate.parse("2027-06-04");
        Audience both = new Audience(
                NORTH, ANA, 5, Set.of(THIS_YEAR, middleYear), audience().members());
        CalendarSettings active = new CalendarSettings(NORTH, 1, middleYear, middle, 2027, june, false);
        CalendarSettings lastYear = new CalendarSettings(NORTH, 1, middleYear, middle, 2026, june, false);
        ChangeEvent event = live(balance("1"), NOON);

        assertThat(decide(event, both, view(district(), closed, calendar(), open, active))
                        .pushes())
                .hasSize(2);
        assertThat(skips(decide(event, both, view(district(), closed, calendar(), open, lastYear))))
                .containsOnly(Reason.NO_ACTIVE_SCHOOL);
        assertThat(skips(decide(event, audience(), view(district(), closed, calendar(), open, active))))
                .as("the student is not enrolled in the other school")
                .containsOnly(Reason.NO_ACTIVE_SCHOOL);
    }

    @Test
    void A5_a_category_that_is_not_switched_on_is_off() {
        Audience audience =
                audience(new Member(MUM, guardian(), List.of(device(MUMS_PHONE, SessionState.KEPT, Map.of()))));
        assertThat(reason(audience)).contains(Reason.NOT_SUBSCRIBED);
    }

    @Test
    void I_43_a_mandatory_category_is_told_whatever_was_chosen() {
        DeviceId tablet = new DeviceId("mums-tablet");
        Audience audience = audience(new Member(
                MUM,
                guardian(),
                List.of(
                        device(MUMS_PHONE, SessionState.KEPT, Map.of()),
                        device(tablet, SessionState.KEPT, subscriptions(below("70"))))));
        ChangeEvent event = live(scored("85"), NOON);
        assertThat(decide(event, audience, view(mandatory(Category.ASSIGNMENTS), school(), calendar()))
                        .decision()
                        .candidates())
                .containsExactly(
                        new Decision.Pushed(MUMS_PHONE, MUM, id(event, MUMS_PHONE)),
                        new Decision.Pushed(tablet, MUM, id(event, tablet)));
        assertThat(skips(decide(event, audience, view(mandatory(Category.GRADES), school(), calendar()))))
                .containsExactly(Reason.NOT_SUBSCRIBED, Reason.THRESHOLD_NOT_CROSSED);
    }

    @Test
    void I_43_a_mandatory_category_passes_no_other_gate() {
        DistrictSettings mandatory = mandatory(Category.ASSIGNMENTS);
        SettingsView open = view(mandatory, school(), calendar());
        ChangeEvent event = live(scored("85"), NOON);
        Audience notKept =
                audience(new Member(MUM, guardian(), List.of(device(MUMS_PHONE, SessionState.NOT_KEPT, Map.of()))));
        assertThat(skips(decide(event, notKept, open))).containsExactly(Reason.NOT_STAY_LOGGED_IN);
        Audience noPortal =
                audience(new Member(MUM, new Standing.Guardian(false, false, null, null), List.of(device(MUMS_PHONE))));
        assertThat(skips(decide(event, noPortal, open))).containsExactly(Reason.NO_PORTAL);
        SettingsView silent = view(mandatory, school(Set.of(Tool.values()), Set.of()), calendar());
        assertThat(skips(decide(event, audience(), silent))).containsOnly(Reason.CONTACT_PREFERENCE_OFF);
    }

    private static DistrictSettings mandatory(Category category) {
        return new DistrictSettings(NORTH, 2, true, true, 2027, null, Set.of(category));
    }

    @Test
    void A6_each_device_has_its_own_threshold() {
        DeviceId tablet = new DeviceId("mums-tablet");
        Audience audience = audience(new Member(
                MUM,
                guardian(),
                List.of(
                        device(MUMS_PHONE, SessionState.KEPT, subscriptions(below("70"))),
                        device(tablet, SessionState.KEPT, subscriptions(below("90"))))));
        ChangeEvent event = live(scored("85"), NOON);
        assertThat(decide(event, audience, everything()).decision().candidates())
                .containsExactly(
                        new Decision.Skipped(MUMS_PHONE, MUM, Reason.THRESHOLD_NOT_CROSSED),
                        new Decision.Pushed(tablet, MUM, id(event, tablet)));
    }

    @Test
    void A6_a_crossing_that_a_gate_stopped_is_used_up() {
        Audience audience = audience(new Member(
                MUM, guardian(), List.of(device(MUMS_PHONE, SessionState.KEPT, subscriptions(below("70"))))));
        Decider off = decider(view(new DistrictSettings(NORTH, 2, false, true, 2027, null), school(), calendar()));
        Decider on = decider(everything());
        Verdict high = on.decide(accepted(live(scored("80"), NOON)), new Remembered(null, null), audience, NOON);
        Verdict stopped = off.decide(
                accepted(live(scored("60"), NOON.plusSeconds(1))), new Remembered(high.memory(), null), audience, NOON);
        Verdict after = on.decide(
                accepted(live(scored("59"), NOON.plusSeconds(2))),
                new Remembered(stopped.memory(), null),
                audience,
                NOON);
        assertThat(skips(stopped)).containsOnly(Reason.DISTRICT_OFF);
        assertThat(skips(after)).containsOnly(Reason.THRESHOLD_NOT_CROSSED);
    }

    @Test
    void an_unknown_student_is_told_as_no_audience_and_remembered() {
        Verdict verdict = decider(everything())
                .decide(accepted(live(scored("85"), NOON)), new Remembered(null, null), null, NOON);
        assertThat(verdict.decision().reason()).isEqualTo(Reason.NO_AUDIENCE);
        assertThat(verdict.pushes()).isEmpty();
        assertThat(verdict.memory().known()).isEqualTo(new Known(scored("85").value(), NOON));
    }

    @Test
    void I_32_a_device_that_an_audience_names_twice_is_one_candidate() {
        Audience twice = audience(
                new Member(MUM, guardian(), List.of(device(MUMS_PHONE))),
                new Member(new PersonId("dad"), guardian(), List.of(device(MUMS_PHONE))));
        Verdict verdict = decide(live(scored("85"), NOON), twice, everything());
        assertThat(verdict.pushes()).hasSize(1);
        assertThat(verdict.decision().candidates()).hasSize(1);
    }

    @Test
    void C7_a_push_carries_no_score_no_name_and_no_code() {
        Verdict verdict = decide(live(scored("61.75"), NOON), audience(), everything());
        assertThat(verdict.pushes())
                .isNotEmpty()
                .allSatisfy(push -> assertThat(push.title() + push.body())
                        .doesNotContain("61")
                        .doesNotContainIgnoringCase("ana")
                        .doesNotContain("essay"));
    }

    private static Decider decider(SettingsView view) {
        return new Decider(view, TimeToLive.ofAll(TIME_TO_LIVE), composer());
    }

    private static Verdict decide(ChangeEvent event, Audience audience, SettingsView view) {
        return decider(view).decide(accepted(event), new Remembered(null, null), audience, NOON);
    }

    private static List<Reason> reasons(Change change, Settings... settings) {
        return skips(decide(live(change, NOON), audience(), view(settings)));
    }

    private static List<Push> told(Change change, Settings... settings) {
        return decide(live(change, NOON), audience(), view(settings)).pushes();
    }

    private static List<Reason> skips(Verdict verdict) {
        assertThat(verdict.pushes()).isEmpty();
        assertThat(verdict.decision().candidates()).isNotEmpty();
        return verdict.decision().candidates().stream()
                .map(candidate -> switch (candidate) {
                    case Decision.Skipped skipped -> skipped.reason();
                    case Decision.Pushed pushed -> throw new AssertionError("pushed " + pushed);
                })
                .toList();
    }

    private static Optional<Reason> reason(Audience audience) {
        return reason(audience, NOON);
    }

    private static Optional<Reason> reason(Audience audience, Instant now) {
        List<Decision.Candidate> candidates = decider(everything())
                .decide(accepted(live(scored("85"), NOON)), new Remembered(null, null), audience, now)
                .decision()
                .candidates();
        assertThat(candidates).hasSize(1);
        return switch (candidates.getFirst()) {
            case Decision.Pushed _ -> Optional.empty();
            case Decision.Skipped skipped -> Optional.of(skipped.reason());
        };
    }

    private static Audience mum(Standing standing) {
        return audience(new Member(MUM, standing, List.of(device(MUMS_PHONE))));
    }

    private static Push push(ChangeEvent event, DeviceId device, PersonId person) {
        return new Push(
                id(event, device),
                NORTH,
                device,
                person,
                1,
                new PushCause.ChangeCause(
                        event.id(), Category.ASSIGNMENTS, ANA, 5, new Place.InCalendar(HIGH, THIS_YEAR), null, NOON),
                Area.ASSIGNMENTS,
                "Assignments",
                "An assignment was updated. Open the app to see it.",
                NOON,
                NOON.plus(TIME_TO_LIVE));
    }

    private static PushId id(ChangeEvent event, DeviceId device) {
        return PushId.of(event.district(), event.id(), device);
    }

    private static SettingsView everything() {
        return view(district(), school(), calendar());
    }
}
