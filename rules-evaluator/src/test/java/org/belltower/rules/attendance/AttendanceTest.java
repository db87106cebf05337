package org.belltower.rules.attendance;

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
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.composer;
import static org.belltower.rules.Given.device;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.event;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.subscriptions;
import static org.belltower.rules.Given.view;
import static org.belltower.rules.Given.with;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.belltower.model.Category;
import org.belltower.model.SchoolId;
import org.belltower.model.SessionState;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Status;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.rules.fanout.Decider;
import org.belltower.rules.fanout.Remembered;
import org.belltower.rules.fanout.Verdict;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.trigger.ItemMemory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Attendance as a family hears of it (I-7, I-18). Ana's guardian has one phone; what is remembered goes from
/// one event to the next as in the service.
class AttendanceTest {
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");
    private static final String RECORDED = "Attendance was recorded. Open the app to see it.";
    private static final String UPDATED = "Attendance was updated. Open the app to see it.";

    private final Map<String, ItemMemory> items = new HashMap<>();
    private final Map<String, AttendanceDay> days = new HashMap<>();
    private SchoolSettings school = school();
    private Audience audience = audience(new Member(ANA.asPerson(), new Standing.Self(), List.of(device(ANAS_PHONE))));
    private Instant clock = NOON;

    @Test
    void the_first_record_that_the_school_tells_of_is_told() {
        assertThat(happens(mark("1", Status.ABSENT, Excuse.UNEXCUSED))).containsExactly(RECORDED);
    }

    @Test
    void I_18_other_periods_of_the_day_are_not_told_any_more() {
        happens(mark("1", Status.ABSENT, Excuse.UNEXCUSED));
        assertThat(happens(mark("2", Status.ABSENT, Excuse.UNEXCUSED))).containsExactly(Reason.TOLD_THAT_DAY.name());
        assertThat(happens(mark("3", Status.TARDY, Excuse.UNKNOWN))).containsExactly(Reason.TOLD_THAT_DAY.name());
    }

    @Test
    void another_day_is_told_again() {
        happens(mark("1", Status.ABSENT, Excuse.UNEXCUSED));
        assertThat(happens(mark(HIGH, FRIDAY.plusDays(3), "1", Status.ABSENT, Excuse.UNEXCUSED)))
                .containsExactly(RECORDED);
    }

    @Test
    void I_18_a_correction_is_told_once_to_those_who_were_told() {
        happens(mark("1", Status.ABSENT, Excuse.UNEXCUSED));
        assertThat(happens(mark("1", Status.TARDY, Excuse.UNEXCUSED))).containsExactly(UPDATED);
        assertThat(happens(mark("1", Status.PRESENT, Excuse.UNKNOWN))).containsExactly(Reason.TOLD_THAT_DAY.name());
    }

    @Test
    void an_absence_that_was_none_is_taken_back_though_presence_is_not_told() {
        happens(mark("1", Status.ABSENT, Excuse.UNEXCUSED));
        assertThat(happens(mark("1", Status.PRESENT, Excuse.UNKNOWN))).containsExactly(UPDATED);
    }

    @Test
    void a_correction_is_not_told_to_those_who_were_not_told() {
        audience = audience(new Member(MUM, guardian(), List.of(device(MUMS_PHONE, SessionState.KEPT, Map.of()))));
        assertThat(happens(mark("1", Status.ABSENT, Excuse.UNEXCUSED))).containsExactly(Reason.NOT_SUBSCRIBED.name());
        audience = audience(
                new Member(MUM, guardian(), List.of(device(MUMS_PHONE, SessionState.KEPT, subscriptions(null)))));
        assertThat(happens(mark("1", Status.TARDY, Excuse.UNEXCUSED))).containsExactly(Reason.NOT_TOLD_BEFORE.name());
        assertThat(happens(mark("1", Status.PRESENT, Excuse.UNKNOWN)))
                .containsExactly(Reason.ATTENDANCE_NOT_TOLD.name());
    }

    @Test
    void I_12_what_a_snapshot_says_is_told_to_nobody_and_neither_is_its_correction() {
        decide(event(mark("1", Status.ABSENT, Excuse.UNEXCUSED), next(), Origin.SNAPSHOT));
        assertThat(happens(mark("1", Status.ABSENT, Excuse.EXCUSED))).containsExactly(Reason.NOT_TOLD_BEFORE.name());
        assertThat(happens(mark("2", Status.ABSENT, Excuse.EXCUSED))).containsExactly(RECORDED);
    }

    @Test
    void presence_is_told_to_nobody_and_becomes_news_when_it_was_none() {
        assertThat(happens(mark("1", Status.PRESENT, Excuse.UNKNOWN)))
                .containsExactly(Reason.ATTENDANCE_NOT_TOLD.name());
        assertThat(happens(mark("1", Status.ABSENT, Excuse.UNKNOWN))).containsExactly(RECORDED);
    }

    @Test
    void an_absence_that_does_not_count_is_told_to_nobody() {
        assertThat(happens(mark("1", Status.ABSENT, Excuse.EXEMPT))).containsExactly(Reason.ATTENDANCE_NOT_TOLD.name());
    }

    @Test
    void the_school_says_which_statuses_and_excuses_are_told() {
        school = schoolTelling(Set.of(Status.ABSENT), Set.of(Excuse.UNEXCUSED));
        assertThat(happens(mark("1", Status.TARDY, Excuse.UNEXCUSED)))
                .containsExactly(Reason.ATTENDANCE_NOT_TOLD.name());
        assertThat(happens(mark("2", Status.ABSENT, Excuse.EXCUSED)))
                .containsExactly(Reason.ATTENDANCE_NOT_TOLD.name());
        assertThat(happens(mark("3", Status.ABSENT, Excuse.UNEXCUSED))).containsExactly(RECORDED);
    }

    @Test
    void a_period_without_instruction_is_told_to_nobody_and_takes_nothing_from_the_others() {
        Verdict lunch = decide(live(
                new AttendanceRecorded(ANA, HIGH, THIS_YEAR, FRIDAY, "lunch", Status.ABSENT, Excuse.UNKNOWN, false),
                next()));
        assertThat(lunch.decision().reason()).isEqualTo(Reason.NOT_INSTRUCTIONAL);
        assertThat(lunch.pushes()).isEmpty();
        assertThat(happens(mark("1", Status.ABSENT, Excuse.UNKNOWN))).containsExactly(RECORDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"ABSENT", "TARDY"})
    void I_18_a_period_that_has_instruction_after_all_is_news(Status status) {
        decide(live(
                new AttendanceRecorded(ANA, HIGH, THIS_YEAR, FRIDAY, "1", Status.ABSENT, Excuse.UNKNOWN, false),
                next()));
        assertThat(happens(mark("1", status, Excuse.UNKNOWN))).containsExactly(RECORDED);
    }

    @Test
    void what_a_gate_stopped_was_not_told_and_the_next_period_is() {
        school = school(EnumSet.allOf(Tool.class), EnumSet.noneOf(Category.class));
        assertThat(happens(mark("1", Status.ABSENT, Excuse.UNKNOWN)))
                .containsExactly(Reason.CONTACT_PREFERENCE_OFF.name());
        school = school();
        assertThat(happens(mark("2", Status.ABSENT, Excuse.UNKNOWN))).containsExactly(RECORDED);
    }

    @Test
    void the_record_of_a_period_that_was_mistaken_is_still_the_one_that_was_told() {
        AttendanceRecorded first = mark("1", Status.ABSENT, Excuse.UNEXCUSED);
        happens(first);
        AttendanceRecorded second = mark("2", Status.ABSENT, Excuse.UNEXCUSED);
        items.put(second.item(), items.get(first.item()));
        days.replaceAll((_, day) -> day.renamed(first.item(), second.item()));
        Verdict renamed = decide(with(new ItemStep.Move(first.item()), live(second, next())));
        assertThat(renamed.decision().reason()).isEqualTo(Reason.NO_CHANGE);
        assertThat(happens(mark("2", Status.PRESENT, Excuse.UNKNOWN))).containsExactly(UPDATED);
    }

    @Test
    void each_device_hears_for_itself() {
        happens(mark("1", Status.ABSENT, Excuse.UNKNOWN));
        audience = audience(
                new Member(ANA.asPerson(), new Standing.Self(), List.of(device(ANAS_PHONE))),
                new Member(MUM, guardian(), List.of(device(MUMS_PHONE))));
        assertThat(happens(mark("2", Status.ABSENT, Excuse.UNKNOWN)))
                .containsExactly(Reason.TOLD_THAT_DAY.name(), RECORDED);
    }

    /// Whatever a day brings, no phone rings more than twice for it, the second time for a correction of the first.
    @Property(tries = 1_000)
    void I_18_no_day_is_told_more_than_twice(@ForAll("days") List<AttendanceRecorded> day) {
        items.clear();
        days.clear();
        List<String> told = new ArrayList<>();
        day.forEach(record -> decide(live(record, next())).pushes().forEach(push -> told.add(push.body())));
        assertThat(List.of(List.of(), List.of(RECORDED), List.of(RECORDED, UPDATED)))
                .contains(told);
    }

    @Provide
    Arbitrary<List<AttendanceRecorded>> days() {
        return Combinators.combine(
                        Arbitraries.of("1", "2", "3"), Arbitraries.of(Status.class), Arbitraries.of(Excuse.class))
                .as(AttendanceTest::mark)
                .list()
                .ofMaxSize(40);
    }

    private static AttendanceRecorded mark(String period, Status status, Excuse excuse) {
        return mark(HIGH, FRIDAY, period, status, excuse);
    }

    private static AttendanceRecorded mark(
            SchoolId school, LocalDate day, String period, Status status, Excuse excuse) {
        return new AttendanceRecorded(ANA, school, THIS_YEAR, day, period, status, excuse);
    }

    private static SchoolSettings schoolTelling(Set<Status> statuses, Set<Excuse> excuses) {
        return new SchoolSettings(
                NORTH,
                2,
                HIGH,
                CHICAGO,
                EnumSet.allOf(Tool.class),
                EnumSet.allOf(Category.class),
                new AttendanceNotices(statuses, excuses));
    }

    private Instant next() {
        clock = clock.plusSeconds(1);
        return clock;
    }

    /// What each device hears: the words, or the reason why it hears nothing.
    private List<String> happens(AttendanceRecorded record) {
        Verdict verdict = decide(live(record, next()));
        return verdict.decision().candidates().stream()
                .map(candidate -> switch (candidate) {
                    case Decision.Skipped skipped -> skipped.reason().name();
                    case Decision.Pushed pushed -> body(verdict, pushed);
                })
                .toList();
    }

    private static String body(Verdict verdict, Decision.Pushed pushed) {
        return verdict.pushes().stream()
                .filter(push -> push.id().equals(pushed.push()))
                .map(Push::body)
                .findFirst()
                .orElseThrow();
    }

    private Verdict decide(ChangeEvent event) {
        AttendanceRecorded record = (AttendanceRecorded) event.change();
        String day = record.school() + " " + record.date();
        Decider decider =
                new Decider(view(district(), school, calendar()), TimeToLive.ofAll(Duration.ofDays(1)), composer());
        @Nullable ItemMemory item = items.get(record.item());
        Verdict verdict =
                decider.decide(accepted(event), new Remembered(item, days.get(day)), audience, NOON.plusSeconds(60));
        items.put(record.item(), verdict.memory());
        if (verdict.day() != null) {
            days.put(day, verdict.day());
        }
        return verdict;
    }
}
