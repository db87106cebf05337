package org.belltower.registry.roster;

import java.time.LocalDate;
import java.util.List;
import org.belltower.model.CalendarId;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// A student.
///
/// @param name null where the district keeps names to itself
/// @param birthDate null where the district keeps it to itself: then the student is never known to be of age (I-5). It
///     leaves the service by the roster's lists alone
/// @param calendars those the student is enrolled in, of any year, as they were given: by its place the one that is
///     wrong is told. One that is given twice counts once
public record Student(@Nullable String name, @Nullable LocalDate birthDate, List<CalendarId> calendars) {
    private static final int MOST_CALENDARS = 100;

    public Student {
        if (name != null) {
            InvalidFieldException.text("name", name, 255);
        }
        if (birthDate != null && (birthDate.getYear() < 1900 || birthDate.getYear() > 2100)) {
            throw new InvalidFieldException("birthDate", "must be of the years 1900 to 2100");
        }
        calendars = Sets.inOrder("calendars", calendars, MOST_CALENDARS);
    }

    /// Without name and birth date.
    @Override
    public String toString() {
        return "Student[calendars=" + calendars + "]";
    }
}
