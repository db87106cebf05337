package org.belltower.model.change;

import java.time.LocalDate;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;

/// Attendance was taken, or corrected, for one period of one school day.
///
/// @param date the day at the school (I-18)
/// @param period the period's name or number
public record AttendanceRecorded(
        StudentId student,
        SchoolId school,
        CalendarId calendar,
        LocalDate date,
        String period,
        Status status,
        Excuse excuse)
        implements SchoolChange {
    public AttendanceRecorded {
        InvalidFieldException.required("student", student);
        InvalidFieldException.required("school", school);
        InvalidFieldException.required("calendar", calendar);
        InvalidFieldException.required("date", date);
        InvalidFieldException.text("period", period, 255);
        InvalidFieldException.required("status", status);
        InvalidFieldException.required("excuse", excuse);
    }

    /// Whether the student was there.
    public enum Status {
        PRESENT,
        ABSENT,
        TARDY,
        EARLY_RELEASE
    }

    /// What the school says of it.
    public enum Excuse {
        EXCUSED,
        UNEXCUSED,
        EXEMPT,
        UNKNOWN
    }

    @Override
    public Category category() {
        return Category.ATTENDANCE;
    }

    @Override
    public String item() {
        return ItemName.of(calendar.value(), date.toString(), period);
    }

    @Override
    public Value value() {
        return new Value.State(status + " " + excuse);
    }
}
