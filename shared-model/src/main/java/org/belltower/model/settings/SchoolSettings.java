package org.belltower.model.settings;

import static org.belltower.model.InvalidFieldException.required;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.Tool;
import org.belltower.model.wire.RecordKey;

/// A school's settings.
///
/// @param zone where the school's days begin and end
/// @param displayOptions the tools that are enabled (A10)
/// @param contactPreferences the categories whose push switch is on (A11)
/// @param attendanceNotices which attendance is told; in a record from before it could be said, the usual
public record SchoolSettings(
        DistrictId district,
        long version,
        SchoolId school,
        ZoneId zone,
        Set<Tool> displayOptions,
        Set<Category> contactPreferences,
        AttendanceNotices attendanceNotices)
        implements Settings {
    /// What the id of the record's key begins with; the school's id follows.
    public static final String KEY_PREFIX = "school:";

    public SchoolSettings {
        required("district", district);
        required("school", school);
        required("zone", zone);
        displayOptions = sorted(required("displayOptions", displayOptions));
        contactPreferences = sorted(required("contactPreferences", contactPreferences));
        attendanceNotices = attendanceNotices == null ? AttendanceNotices.USUAL : attendanceNotices;
    }

    /// With the usual attendance notices.
    public SchoolSettings(
            DistrictId district,
            long version,
            SchoolId school,
            ZoneId zone,
            Set<Tool> displayOptions,
            Set<Category> contactPreferences) {
        this(district, version, school, zone, displayOptions, contactPreferences, AttendanceNotices.USUAL);
    }

    /// In the enum's order, so that equal settings are equal bytes.
    private static <E extends Enum<E>> Set<E> sorted(Set<E> set) {
        return Collections.unmodifiableSet(new TreeSet<>(set));
    }

    public static RecordKey keyOf(DistrictId district, SchoolId school) {
        return new RecordKey(district, KEY_PREFIX + school.value());
    }

    @Override
    public RecordKey key() {
        return keyOf(district, school);
    }
}
