package org.belltower.local.demo.sis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.Way;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.model.change.SchoolChange;

/// What stands in a district's student information system before the day: its schools, calendars, students and
/// enrollments, those with them of which Belltower's register knows nothing, the periods and assignments, and the rows
/// that were known before. Pure.
public final class Registers {
    private Registers() {}

    /// The districts in which anything comes by rows.
    public static List<District> districts(FirstDay day) {
        Set<Object> some = rows(day).map(CaseEvent::district).collect(Collectors.toSet());
        return day.districts().stream()
                .filter(district -> some.contains(district.id()))
                .toList();
    }

    /// As SQL.
    public static String content(FirstDay day, District district) {
        List<CaseEvent> rows = rows(day)
                .filter(event -> event.district().equals(district.id()))
                .toList();
        Set<SqlStatement> statements = new LinkedHashSet<>();
        register(district).forEach(statements::add);
        rows.stream().flatMap(Registers::enrolled).forEach(statements::add);
        rows.stream().flatMap(Registers::periods).forEach(statements::add);
        assignments(rows).forEach(statements::add);
        rows.stream().filter(CaseEvent::isKnownBefore).map(RowChanges::of).forEach(statements::add);
        return statements.stream().map(SqlStatement::script).collect(Collectors.joining());
    }

    private static Stream<CaseEvent> rows(FirstDay day) {
        return day.events().filter(event -> event.way() instanceof Way.Row);
    }

    private static Stream<SqlStatement> register(District district) {
        Stream<SqlStatement> calendars = district.calendars().entrySet().stream()
                .flatMap(calendar -> calendar(
                        calendar.getValue().school().value(), calendar.getKey().value()));
        Stream<SqlStatement> students = district.families().stream()
                .flatMap(family -> family.students().entrySet().stream())
                .flatMap(student -> Stream.concat(
                        Stream.of(student(
                                student.getKey().value(), student.getValue().name())),
                        student.getValue().calendars().stream()
                                .map(calendar -> enrollment(student.getKey().value(), calendar.value()))));
        return Stream.concat(calendars, students);
    }

    private static Stream<SqlStatement> enrolled(CaseEvent event) {
        String student = event.change().student().value();
        Stream<SqlStatement> known = Stream.of(student(student, student));
        return event.change() instanceof SchoolChange change
                ? Stream.concat(
                        Stream.concat(
                                known,
                                calendar(
                                        change.school().value(),
                                        change.calendar().value())),
                        Stream.of(enrollment(student, change.calendar().value())))
                : known;
    }

    private static Stream<SqlStatement> periods(CaseEvent event) {
        return switch (event.change()) {
            case AttendanceRecorded recorded -> Stream.of(period(recorded, recorded.period()));
            case ScheduleChanged changed -> Stream.of(period(changed, changed.period()));
            case AssignmentScored _, GradePosted _, LunchBalanceChanged _ -> Stream.empty();
        };
    }

    private static SqlStatement period(SchoolChange change, String name) {
        return SqlStatement.of(
                "INSERT INTO sis.period (calendar_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                change.calendar().value(),
                name);
    }

    /// By the ids that they have in the morning.
    private static Stream<SqlStatement> assignments(List<CaseEvent> rows) {
        Set<String> later = rows.stream()
                .filter(event -> event.way() instanceof Way.Renamed)
                .flatMap(Registers::assignment)
                .collect(Collectors.toSet());
        return rows.stream()
                .flatMap(Registers::assignment)
                .filter(id -> !later.contains(id))
                .map(id -> SqlStatement.of(
                        "INSERT INTO sis.assignment VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        id,
                        id,
                        RowChanges.POSSIBLE));
    }

    private static Stream<String> assignment(CaseEvent event) {
        return event.change() instanceof AssignmentScored scored ? Stream.of(scored.assignment()) : Stream.empty();
    }

    private static Stream<SqlStatement> calendar(String school, String calendar) {
        return Stream.of(
                SqlStatement.of("INSERT INTO sis.school VALUES (?) ON CONFLICT DO NOTHING", school),
                SqlStatement.of("INSERT INTO sis.calendar VALUES (?, ?) ON CONFLICT DO NOTHING", calendar, school));
    }

    private static SqlStatement student(String id, String name) {
        int space = name.lastIndexOf(' ');
        return SqlStatement.of(
                "INSERT INTO sis.student VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                id,
                name.substring(space + 1),
                space < 0 ? name : name.substring(0, space));
    }

    private static SqlStatement enrollment(String student, String calendar) {
        return SqlStatement.of(
                "INSERT INTO sis.enrollment (student_id, calendar_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                student,
                calendar);
    }
}
