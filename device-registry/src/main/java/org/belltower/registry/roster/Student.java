package org.belltower.registry.roster;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.LinkedHashSet;
import java.util.Set;
import org.belltower.model.CalendarId;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// A student.
///
/// @param name null where the district keeps names to itself
/// @param calendars those the student is enrolled in, of any year, in the order in which they were given: by its place
///     the one that is wrong is told
public record Student(
        @Nullable String name,
        @JsonDeserialize(as = LinkedHashSet.class) Set<CalendarId> calendars) {
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
