package org.belltower.benchmarks.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.audience.Subscription;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.Origin;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.model.change.Score;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;

/// A school in which everything is switched on: each student has two guardians with a phone each, who want to hear of
/// all. All of it is made anew at each call, the same from the same numbers.
final class SampleSchool {
    /// Who is told of each event.
    static final int DEVICES = 2;

    private static final DistrictId DISTRICT = new DistrictId("bench");
    private static final SchoolId SCHOOL = new SchoolId("high");
    private static final CalendarId CALENDAR = new CalendarId("high-2027");
    private static final Instant BEGAN = Instant.parse("2026-08-17T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 8, 17);
    private static final List<Category> CATEGORIES = List.of(Category.values());

    private SampleSchool() {}

    static List<Settings> settings() {
        return List.of(
                new DistrictSettings(DISTRICT, 1, true, true, 2027, BEGAN),
                new SchoolSettings(
                        DISTRICT,
                        1,
                        SCHOOL,
                        ZoneId.of("America/Los_Angeles"),
                        Set.of(Tool.values()),
                        Set.of(Category.values())),
                new CalendarSettings(DISTRICT, 1, CALENDAR, SCHOOL, 2027, LocalDate.of(2027, 6, 30), false));
    }

    static Audience audience(int student) {
        return new Audience(
                DISTRICT, student(student), 1, Set.of(CALENDAR), List.of(member(student, 0), member(student, 1)));
    }

    private static Member member(int student, int guardian) {
        Map<Category, Subscription> all = new EnumMap<>(Category.class);
        CATEGORIES.forEach(category -> all.put(category, new Subscription(BEGAN, null)));
        String number = "%08d".formatted(student * DEVICES + guardian);
        return new Member(
                new PersonId("guardian-" + number),
                new Standing.Guardian(true, false, null, null),
                List.of(new AudienceDevice(
                        new DeviceId("phone-" + number), new AppId("family"), 1, SessionState.KEPT, all)));
    }

    /// News about one of a student's items: two events of a student in a segment are about two of them.
    ///
    /// @param segment another one brings other values
    /// @param number from 0; students take turns
    static ChangeEvent event(int segment, int number, int students, Instant now) {
        int student = number % students;
        int round = number / students;
        return new ChangeEvent(
                DISTRICT,
                new EventId("sis", "/sis/bench", "e-" + segment + "-" + number),
                new EventOrder(now, null),
                Origin.LIVE,
                change(student(student), CATEGORIES.get((student + round) % CATEGORIES.size()), round, segment));
    }

    private static Change change(StudentId student, Category category, int round, int segment) {
        LocalDate day = FIRST_DAY.plusDays(segment);
        BigDecimal value = BigDecimal.valueOf(500 + segment % 500, 1);
        return switch (category) {
            case ASSIGNMENTS ->
                new AssignmentScored(student, SCHOOL, CALENDAR, "essay-" + round, new Score.Percent(value));
            case GRADES -> new GradePosted(student, SCHOOL, CALENDAR, "math-" + round, "Q2", new Score.Percent(value));
            case ATTENDANCE ->
                new AttendanceRecorded(
                        student,
                        SCHOOL,
                        CALENDAR,
                        day.plusDays(round * 1_000L),
                        "1",
                        AttendanceRecorded.Status.ABSENT,
                        AttendanceRecorded.Excuse.UNKNOWN);
            case LUNCH_BALANCE ->
                new LunchBalanceChanged(student, "meals-" + round, value, Currency.getInstance("USD"));
            case RESPONSIVE_SCHEDULE ->
                new ScheduleChanged(student, SCHOOL, CALENDAR, day, "flex-" + round, "Robotics", "B12");
        };
    }

    private static StudentId student(int number) {
        return new StudentId("student-%07d".formatted(number));
    }
}
