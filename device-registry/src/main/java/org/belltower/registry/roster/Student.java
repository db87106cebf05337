package org.belltower.registry.roster;

import java.util.List;
import org.belltower.model.CalendarId;
import org.belltower.model.InvalidFieldException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A student.
///
/// @param name null where the district keeps names to itself
/// @param calendars those the student is enrolled in, of any year, as they were given: by its place the one that is
///     wrong is told. One that is given twice counts once
public record Student(
        @Nullable String name, @Schema(uniqueItems = true) List<CalendarId> calendars) {
    private static final int MOST_CALENDARS = 100;

    public Student {
        if (name != null) {
            InvalidFieldException.text("name", name, 255);
        }
        calendars = Sets.inOrder("calendars", calendars, MOST_CALENDARS);
    }

    /// Without the name.
    @Override
    public String toString() {
        return "Student[calendars=" + calendars + "]";
    }
}
