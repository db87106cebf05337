package org.belltower.local.demo.sis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.Way;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.Change;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.model.change.SchoolChange;
import org.belltower.model.change.Score;
import org.jspecify.annotations.Nullable;

/// The statement that makes an event happen, in the tables of the sample: the student and the calendar stand in the
/// enrollment alone, the period in a table of its own, and a score is points of an assignment. Pure.
final class RowChanges {
    /// Of all assignments, so that a percentage to two places is points to two places and not their number.
    static final BigDecimal POSSIBLE = BigDecimal.valueOf(200);

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
    private static final int CENTS = 2;
    private static final String ENROLLMENT =
            "(SELECT enrollment_id FROM sis.enrollment WHERE student_id = ? AND calendar_id = ?)";
    private static final String PERIOD = "(SELECT period_id FROM sis.period WHERE calendar_id = ? AND name = ?)";

    private RowChanges() {}

    /// @throws IllegalArgumentException for what no row can say
    static SqlStatement of(CaseEvent event) {
        Change change = event.change();
        return switch (event.way()) {
            case Way.Posted _ -> throw new IllegalArgumentException(event.name() + " is posted");
            case Way.Saved _ -> saved(change);
            case Way.Deleted _ -> deleted(change);
            case Way.Renamed(String from) -> renamed(change, from);
        };
    }

    private static SqlStatement saved(Change change) {
        return switch (change) {
            case AssignmentScored scored -> score(scored);
            case GradePosted posted -> grade(posted);
            case AttendanceRecorded recorded -> attendance(recorded);
            case LunchBalanceChanged changed -> balance(changed);
            case ScheduleChanged changed -> placement(changed);
        };
    }

    private static SqlStatement score(AssignmentScored scored) {
        Entry entry = entry(scored.score());
        if (entry.letter() != null) {
            throw new IllegalArgumentException("a score of the sample is points, and no letter");
        }
        BigDecimal points = entry.percent() == null
                ? null
                : entry.percent().multiply(POSSIBLE).divide(PERCENT, CENTS, RoundingMode.UNNECESSARY);
        return SqlStatement.of(
                "INSERT INTO sis.score (assignment_id, enrollment_id, points, flag) VALUES (?, " + ENROLLMENT
                        + ", ?, ?)\n"
                        + "ON CONFLICT (assignment_id, enrollment_id)"
                        + " DO UPDATE SET points = EXCLUDED.points, flag = EXCLUDED.flag",
                scored.assignment(),
                scored.student().value(),
                scored.calendar().value(),
                points,
                entry.state());
    }

    private static SqlStatement grade(GradePosted posted) {
        Entry entry = entry(posted.grade());
        return SqlStatement.of(
                "INSERT INTO sis.grade (enrollment_id, course, term, percent, letter, state) VALUES (" + ENROLLMENT
                        + ", ?, ?, ?, ?, ?)\n"
                        + "ON CONFLICT (enrollment_id, course, term)"
                        + " DO UPDATE SET percent = EXCLUDED.percent, letter = EXCLUDED.letter, state = EXCLUDED.state",
                posted.student().value(),
                posted.calendar().value(),
                posted.course(),
                posted.term(),
                entry.percent(),
                entry.letter(),
                entry.state());
    }

    /// What stands in the columns of a score or a grade: without any nothing is graded yet.
    private record Entry(
            @Nullable BigDecimal percent,
            @Nullable String letter,
            @Nullable String state) {}

    private static Entry entry(Score score) {
        return switch (score) {
            case Score.Percent(BigDecimal percent) -> new Entry(percent, null, null);
            case Score.Letter(String letter, BigDecimal percent) -> new Entry(percent, letter, null);
            case Score.Unscored(Score.Status status)
            when status == Score.Status.UNGRADED -> new Entry(null, null, null);
            case Score.Unscored(Score.Status status) -> new Entry(null, null, status.name());
        };
    }

    private static SqlStatement attendance(AttendanceRecorded recorded) {
        return SqlStatement.of(
                "INSERT INTO sis.attendance (enrollment_id, period_id, day, code, excuse) VALUES (" + ENROLLMENT
                        + ", " + PERIOD + ", CAST(? AS date), ?, ?)\n"
                        + "ON CONFLICT (enrollment_id, period_id, day)"
                        + " DO UPDATE SET code = EXCLUDED.code, excuse = EXCLUDED.excuse",
                recorded.student().value(),
                recorded.calendar().value(),
                recorded.calendar().value(),
                recorded.period(),
                recorded.date().toString(),
                code(recorded.status()),
                code(recorded.excuse()));
    }

    private static String code(AttendanceRecorded.Status status) {
        return switch (status) {
            case PRESENT -> "P";
            case ABSENT -> "A";
            case TARDY -> "T";
            case EARLY_RELEASE -> "E";
        };
    }

    private static @Nullable String code(AttendanceRecorded.Excuse excuse) {
        return switch (excuse) {
            case EXCUSED -> "E";
            case UNEXCUSED -> "U";
            case EXEMPT -> "X";
            case UNKNOWN -> null;
        };
    }

    private static SqlStatement balance(LunchBalanceChanged changed) {
        return SqlStatement.of(
                """
                INSERT INTO sis.food_account (student_id, account, balance, currency) VALUES (?, ?, ?, ?)
                ON CONFLICT (student_id, account) DO UPDATE SET balance = EXCLUDED.balance, currency = EXCLUDED.currency
                """,
                changed.student().value(),
                changed.account(),
                changed.balance(),
                changed.currency().getCurrencyCode());
    }

    private static SqlStatement placement(ScheduleChanged changed) {
        return SqlStatement.of(
                "INSERT INTO sis.placement (enrollment_id, period_id, day, offering, room) VALUES (" + ENROLLMENT
                        + ", " + PERIOD + ", CAST(? AS date), ?, ?)\n"
                        + "ON CONFLICT (enrollment_id, period_id, day)"
                        + " DO UPDATE SET offering = EXCLUDED.offering, room = EXCLUDED.room",
                changed.student().value(),
                changed.calendar().value(),
                changed.calendar().value(),
                changed.period(),
                changed.date().toString(),
                changed.offering(),
                changed.room());
    }

    private static SqlStatement deleted(Change change) {
        return switch (change) {
            case AssignmentScored scored ->
                SqlStatement.of(
                        "DELETE FROM sis.score WHERE assignment_id = ? AND enrollment_id = " + ENROLLMENT,
                        scored.assignment(),
                        scored.student().value(),
                        scored.calendar().value());
            case GradePosted posted ->
                SqlStatement.of(
                        "DELETE FROM sis.grade WHERE enrollment_id = " + ENROLLMENT + " AND course = ? AND term = ?",
                        posted.student().value(),
                        posted.calendar().value(),
                        posted.course(),
                        posted.term());
            case AttendanceRecorded recorded ->
                ofPeriod(
                        "sis.attendance",
                        recorded,
                        recorded.period(),
                        recorded.date().toString());
            case ScheduleChanged changed ->
                ofPeriod(
                        "sis.placement",
                        changed,
                        changed.period(),
                        changed.date().toString());
            case LunchBalanceChanged changed ->
                SqlStatement.of(
                        "DELETE FROM sis.food_account WHERE student_id = ? AND account = ?",
                        changed.student().value(),
                        changed.account());
        };
    }

    private static SqlStatement ofPeriod(String table, SchoolChange change, String period, String day) {
        return SqlStatement.of(
                "DELETE FROM " + table + " WHERE enrollment_id = " + ENROLLMENT + " AND period_id = " + PERIOD
                        + " AND day = CAST(? AS date)",
                change.student().value(),
                change.calendar().value(),
                change.calendar().value(),
                period,
                day);
    }

    private static SqlStatement renamed(Change change, String from) {
        if (!(change instanceof AssignmentScored scored)) {
            throw new IllegalArgumentException("only an assignment has an id that its rows are called by");
        }
        return SqlStatement.of(
                "UPDATE sis.assignment SET assignment_id = ? WHERE assignment_id = ?", scored.assignment(), from);
    }
}
