package org.belltower.model.change;

import org.belltower.model.CalendarId;
import org.belltower.model.SchoolId;

/// A change that belongs to one school and one of its calendars: gated by that school (A10, A11) and by that
/// calendar's year (A8).
public sealed interface SchoolChange extends Change
        permits AssignmentScored, GradePosted, AttendanceRecorded, ScheduleChanged {
    SchoolId school();

    CalendarId calendar();
}
