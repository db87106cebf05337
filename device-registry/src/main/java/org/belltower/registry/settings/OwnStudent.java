package org.belltower.registry.settings;

import java.util.Set;
import org.belltower.model.CalendarId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Standing;

/// A student of a person, or the person as a student.
///
/// @param standing what the person is to the student
/// @param calendars those the student is enrolled in, of any year
public record OwnStudent(StudentId student, Standing standing, Set<CalendarId> calendars) {
    public OwnStudent {
        calendars = Set.copyOf(calendars);
    }
}
