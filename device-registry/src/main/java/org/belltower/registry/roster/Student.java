package org.belltower.registry.roster;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
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
        if (required("calendars", calendars).size() > MOST_CALENDARS) {
            throw new InvalidFieldException("calendars", "must not be more than " + MOST_CALENDARS);
        }
        Set<CalendarId> sorted = new TreeSet<>(Comparator.comparing(CalendarId::value));
        calendars.forEach(calendar -> sorted.add(required("calendars", calendar)));
        calendars = Collections.unmodifiableSet(sorted);
    }

    /// Without the name.
    @Override
    public String toString() {
        return "Student[calendars=" + calendars + "]";
    }
}
