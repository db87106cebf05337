package org.belltower.registry.roster;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.model.CalendarId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.SchoolId;
import org.jspecify.annotations.Nullable;

/// A class. Its days begin and end in the zone of its school.
///
/// @param calendar null where it belongs to none
/// @param session null where it belongs to none
public record SchoolClass(
        String name,
        SchoolId school,
        @Nullable CalendarId calendar,
        @Nullable String session) {
    public SchoolClass {
        InvalidFieldException.text("name", name, 255);
        required("school", school);
        if (session != null) {
            InvalidFieldException.text("session", session, 255);
        }
    }
}
