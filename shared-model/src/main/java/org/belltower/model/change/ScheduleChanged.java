package org.belltower.model.change;

import java.time.LocalDate;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;

/// A student's responsive schedule changed: another offering or another room in one period of one day.
///
/// @param offering the SIS's id or name of the session the student is placed in
/// @param room where it is
public record ScheduleChanged(
        StudentId student,
        SchoolId school,
        CalendarId calendar,
        LocalDate date,
        String period,
        String offering,
        String room)
        implements SchoolChange {
    public ScheduleChanged {
        InvalidFieldException.required("student", student);
        InvalidFieldException.required("school", school);
        InvalidFieldException.required("calendar", calendar);
        InvalidFieldException.required("date", date);
        InvalidFieldException.text("period", period, 255);
        InvalidFieldException.text("offering", offering, 255);
        InvalidFieldException.text("room", room, 255);
    }

    @Override
    public Category category() {
        return Category.RESPONSIVE_SCHEDULE;
    }

    @Override
    public String item() {
        return ItemName.of(calendar.value(), date.toString(), period);
    }

    @Override
    public Value value() {
        return new Value.State(ItemName.of(offering, room));
    }
}
