package org.belltower.registry.publish;

import org.belltower.model.CalendarId;
import org.belltower.model.SchoolId;

/// The key of a mark for settings: the id of the record's key.
public final class SettingsKey {
    public static final String OF_DISTRICT = "district";
    public static final String SCHOOL = "school:";
    public static final String CALENDAR = "calendar:";

    private SettingsKey() {}

    public static String of(SchoolId school) {
        return SCHOOL + school.value();
    }

    public static String of(CalendarId calendar) {
        return CALENDAR + calendar.value();
    }
}
