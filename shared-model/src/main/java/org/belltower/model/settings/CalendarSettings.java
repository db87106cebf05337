package org.belltower.model.settings;

import static org.belltower.model.InvalidFieldException.required;

import java.time.LocalDate;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.wire.RecordKey;

/// A calendar of a school.
///
/// @param year the school year it belongs to, by the calendar year in which that ends; equal to the district's Active
///     Year or silent (A8). Its dates decide nothing about sending.
/// @param ends the last day, after which what is remembered about it is purged in time
/// @param excluded kept out of notifications by the district, whatever its year (I-8)
public record CalendarSettings(
        DistrictId district,
        long version,
        CalendarId calendar,
        SchoolId school,
        int year,
        LocalDate ends,
        boolean excluded)
        implements Settings {
    /// What the id of the record's key begins with; the calendar's id follows.
    public static final String KEY_PREFIX = "calendar:";

    public CalendarSettings {
        required("district", district);
        required("calendar", calendar);
        required("school", school);
        required("ends", ends);
    }

    /// Whether it is one of the district's Active Year that is not excluded (A8, I-8).
    public boolean isActiveIn(DistrictSettings settings) {
        return year == settings.activeYear() && !excluded;
    }

    public static RecordKey keyOf(DistrictId district, CalendarId calendar) {
        return new RecordKey(district, KEY_PREFIX + calendar.value());
    }

    @Override
    public RecordKey key() {
        return keyOf(district, calendar);
    }
}
