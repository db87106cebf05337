package org.belltower.registry.roster;

import static org.belltower.model.InvalidFieldException.required;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.belltower.model.CalendarId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.SchoolId;
import org.jspecify.annotations.Nullable;

/// A camp. Its days begin and end in the zone of its school.
///
/// @param calendar null where it belongs to none
/// @param session null where it belongs to none
/// @param days when it takes place, each day once, in order
public record Camp(
        String name,
        SchoolId school,
        @Nullable CalendarId calendar,
        @Nullable String session,
        List<Day> days) {
    private static final int MOST_DAYS = 366;

    public Camp {
        InvalidFieldException.text("name", name, 255);
        required("school", school);
        if (session != null) {
            InvalidFieldException.text("session", session, 255);
        }
        if (required("days", days).size() > MOST_DAYS) {
            throw new InvalidFieldException("days", "must not be more than " + MOST_DAYS);
        }
        List<Day> sorted = new ArrayList<>(days.size());
        days.forEach(day -> sorted.add(required("days", day)));
        sorted.sort(Comparator.comparing(Day::day));
        if (sorted.stream().map(Day::day).distinct().count() < sorted.size()) {
            throw new InvalidFieldException("days", "must not name a day twice");
        }
        days = List.copyOf(sorted);
    }

    /// One day of it.
    ///
    /// @param cancelled left out: it is not
    public record Day(LocalDate day, @Nullable Boolean cancelled) {
        public Day {
            required("day", day);
            cancelled = cancelled != null && cancelled;
        }
    }
}
