package org.belltower.registry.roster;

import java.util.Set;
import org.belltower.model.CalendarId;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// A student.
///
/// @param name null where the district keeps names to itself
/// @param calendars those the student is enrolled in, of any year
public record Student(@Nullable String name, Set<CalendarId> calendars) {
    private static final int MOST_CALENDARS = 100;

    public Student {
        if (name != null) {
            InvalidFieldException.text("name", name, 255);
        }
        calendars = Sets.sorted("calendars", calendars, MOST_CALENDARS, CalendarId::value);
    }

    /// Without the name.
    @Override
    public String toString() {
        return "Student[calendars=" + calendars + "]";
    }
}
