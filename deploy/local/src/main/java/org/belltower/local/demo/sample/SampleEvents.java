package org.belltower.local.demo.sample;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;

/// Makes a day's events in the order in which they are posted: values known before the day, news, repeats, older
/// versions, snapshots, and saves that change nothing.
///
/// The register of three students in five is kept in the student information system: all that happens to them comes by
/// rows, which tell of everything once and in order. Their values known before the day are its snapshot.
final class SampleEvents {
    private static final int EVENTS = 1_000;
    /// Values that a first load brought, before anybody had chosen anything.
    private static final int KNOWN_BEFORE = 120;
    /// Those with so much news that their items come again.
    private static final int BUSY = 40;

    private static final int CLASS = 5;
    private static final int CLASS_IN_SIS = 3;

    private static final Duration STEP = Duration.ofMillis(10);
    private static final CalendarId NOBODYS = new CalendarId("middle-1999");
    private static final List<Category> OFTEN = List.of(
            Category.GRADES,
            Category.GRADES,
            Category.GRADES,
            Category.ASSIGNMENTS,
            Category.ASSIGNMENTS,
            Category.ASSIGNMENTS,
            Category.ATTENDANCE,
            Category.ATTENDANCE,
            Category.LUNCH_BALANCE,
            Category.RESPONSIVE_SCHEDULE);

    private final Dice dice;
    private final List<Map.Entry<StudentId, Family.Student>> students;
    private final List<SampleEvent> made = new ArrayList<>();

    private SampleEvents(Dice dice, District district) {
        this.dice = dice;
        this.students = district.families().stream()
                .flatMap(family -> family.students().entrySet().stream())
                .toList();
    }

    static List<SampleEvent> make(Dice dice, District district) {
        SampleEvents events = new SampleEvents(dice, district);
        while (events.made.size() < EVENTS) {
            events.made.add(events.next());
        }
        return List.copyOf(events.made);
    }

    private SampleEvent next() {
        int number = made.size();
        if (number < KNOWN_BEFORE) {
            return knownBefore(STEP.multipliedBy(number).minusDays(1));
        }
        Duration now = STEP.multipliedBy(number);
        SampleEvent repeated = dice.oneOf(made);
        if (dice.chance(8) && !repeated.bySis()) {
            return newestAbout(repeated);
        }
        SampleEvent overtaken = dice.oneOf(made);
        if (dice.chance(8) && !overtaken.bySis()) {
            SampleEvent newest = newestAbout(overtaken);
            return again(newest, newest.at().minusMillis(5), newest.value().add(BigDecimal.ONE));
        }
        if (dice.chance(6)) {
            SampleEvent newest = newestAbout(dice.oneOf(made));
            return again(newest, now, newest.value().setScale(newest.value().scale() + 1));
        }
        return fresh(dice.chance(95), now);
    }

    /// A table has one row of an item.
    private SampleEvent knownBefore(Duration at) {
        SampleEvent event = fresh(false, at);
        while (event.bySis() && made.stream().anyMatch(event::isAbout)) {
            event = fresh(false, at);
        }
        return event;
    }

    private SampleEvent fresh(boolean live, Duration at) {
        int index = dice.chance(70) ? dice.below(BUSY) : dice.below(students.size());
        Map.Entry<StudentId, Family.Student> student = students.get(index);
        boolean bySis = index % CLASS < CLASS_IN_SIS;
        Category category = dice.oneOf(OFTEN);
        CalendarId calendar = calendar(student.getValue());
        SchoolId school = calendar.value().startsWith("high") ? SampleDistrict.HIGH : SampleDistrict.MIDDLE;
        return new SampleEvent(
                id(),
                bySis,
                bySis ? !at.isNegative() : live,
                at,
                category,
                student.getKey(),
                school,
                calendar,
                item(category),
                value(category));
    }

    private SampleEvent again(SampleEvent before, Duration at, BigDecimal value) {
        return new SampleEvent(
                id(),
                before.bySis(),
                true,
                at,
                before.category(),
                before.student(),
                before.school(),
                before.calendar(),
                before.item(),
                value);
    }

    private SampleEvent newestAbout(SampleEvent one) {
        SampleEvent newest = one;
        for (SampleEvent other : made) {
            if (other.isAbout(one) && other.at().compareTo(newest.at()) > 0) {
                newest = other;
            }
        }
        return newest;
    }

    private CalendarId calendar(Family.Student student) {
        return dice.chance(3) ? NOBODYS : dice.oneOf(student.calendars());
    }

    private String item(Category category) {
        return switch (category) {
            case LUNCH_BALANCE -> "meals";
            case ATTENDANCE, RESPONSIVE_SCHEDULE -> Integer.toString(1 + dice.below(2));
            case ASSIGNMENTS, GRADES -> "course-" + dice.below(2);
        };
    }

    private BigDecimal value(Category category) {
        return switch (category) {
            case ASSIGNMENTS, GRADES -> BigDecimal.valueOf(300 + dice.below(720), 1);
            case LUNCH_BALANCE -> BigDecimal.valueOf(dice.below(2_500) - 500, 2);
            case ATTENDANCE -> BigDecimal.valueOf(dice.below(3));
            case RESPONSIVE_SCHEDULE -> BigDecimal.valueOf(dice.below(20));
        };
    }

    private String id() {
        return "sample-" + made.size();
    }
}
