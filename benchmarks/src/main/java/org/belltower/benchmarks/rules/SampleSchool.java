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
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
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
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.Topics;

/// A school in which everything is switched on: each student has two guardians, who want to hear of all on each of
/// their devices. All of it is made anew at each call, the same from the same numbers.
///
/// @param devices of a student's guardians together, an even number
/// @param items of a student, of all categories together
record SampleSchool(int students, int devices, int items) {
    private static final int GUARDIANS = 2;
    private static final DistrictId DISTRICT = new DistrictId("bench");
    private static final SchoolId SCHOOL = new SchoolId("high");
    private static final CalendarId CALENDAR = new CalendarId("high-2027");
    private static final Instant BEGAN = Instant.parse("2026-08-17T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 8, 17);
    static final List<Category> CATEGORIES = List.of(Category.values());

    SampleSchool {
        if (students < 1 || devices < GUARDIANS || devices % GUARDIANS != 0 || items < CATEGORIES.size()) {
            throw new IllegalArgumentException(
                    "there are students, two devices or four or more, and an item of each category at least");
        }
    }

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

    Audience audience(int student) {
        return new Audience(
                DISTRICT, student(student), 1, Set.of(CALENDAR), List.of(member(student, 0), member(student, 1)));
    }

    private Member member(int student, int guardian) {
        Map<Category, Subscription> all = new EnumMap<>(Category.class);
        CATEGORIES.forEach(category -> all.put(category, new Subscription(BEGAN, null)));
        int each = devices / GUARDIANS;
        int number = student * GUARDIANS + guardian;
        return new Member(
                new PersonId("guardian-%08d".formatted(number)),
                new Standing.Guardian(true, false, null, null),
                IntStream.range(0, each)
                        .mapToObj(phone -> new AudienceDevice(
                                new DeviceId("phone-%08d".formatted(number * each + phone)),
                                new AppId("family"),
                                1,
                                SessionState.KEPT,
                                all))
                        .toList());
    }

    /// What is known of an item of the first student before anything is told. Its id is as long as a UUID.
    ///
    /// @param item from 0
    ChangeEvent known(int item) {
        return event(
                "known-%030d".formatted(item),
                BEGAN,
                Origin.SNAPSHOT,
                change(student(0), CATEGORIES.get(item % CATEGORIES.size()), item / CATEGORIES.size(), 0));
    }

    /// News about one of a student's items. So many in a row as there are items are about as many items, the students
    /// taking turns.
    ///
    /// @param segment another one brings other values
    /// @param number from 0
    ChangeEvent event(int segment, long number, Instant now) {
        int student = (int) (number % students);
        int round = (int) (number / students % (items / CATEGORIES.size()));
        return event(
                "e-" + segment + "-" + number,
                now,
                Origin.LIVE,
                change(student(student), CATEGORIES.get((student + round) % CATEGORIES.size()), round, segment));
    }

    /// News about a piece of work of a student's, for whoever spoils it.
    ChangeEvent essay(int segment, int student, Instant now) {
        return event(
                "p-" + segment + "-" + student,
                now,
                Origin.LIVE,
                change(student(student), Category.ASSIGNMENTS, 0, segment));
    }

    private static ChangeEvent event(String id, Instant now, Origin origin, Change change) {
        return new ChangeEvent(
                DISTRICT, new EventId("sis", "/sis/bench", id), new EventOrder(now, null), origin, change);
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

    static StudentId student(int number) {
        return new StudentId("student-%07d".formatted(number));
    }

    /// Where all about a student stands, in each topic whose key is the student.
    static int partition(int student) {
        byte[] key = new RecordKey(DISTRICT, student(student).value()).bytes();
        return Utils.toPositive(Utils.murmur2(key)) % Topics.CHANGES.partitions();
    }
}
