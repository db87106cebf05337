package org.belltower.model.gate;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.CalendarId;
import org.belltower.model.SchoolId;
import org.belltower.model.change.Change;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.SchoolChange;

/// Whose settings decide about a change.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Place.InCalendar.class, name = "calendar"),
    @JsonSubTypes.Type(value = Place.Enrolled.class, name = "enrolled")
})
public sealed interface Place {
    /// The record's own school and calendar.
    record InCalendar(SchoolId school, CalendarId calendar) implements Place {
        public InCalendar {
            required("school", school);
            required("calendar", calendar);
        }
    }

    /// Any of those that the student is enrolled in: the change belongs to no school (A11).
    record Enrolled(Set<CalendarId> calendars) implements Place {
        public Enrolled {
            // In order, so that equal places are equal bytes.
            Set<CalendarId> sorted = new TreeSet<>(Comparator.comparing(CalendarId::value));
            sorted.addAll(required("calendars", calendars));
            calendars = Collections.unmodifiableSet(sorted);
        }
    }

    /// @param enrolled the calendars the student is enrolled in
    static Place of(Change change, Set<CalendarId> enrolled) {
        return switch (change) {
            case SchoolChange atSchool -> new InCalendar(atSchool.school(), atSchool.calendar());
            case LunchBalanceChanged _ -> new Enrolled(enrolled);
        };
    }
}
