package org.belltower.rules.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.SchoolId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.change.Change;
import org.belltower.model.change.SchoolChange;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.jspecify.annotations.Nullable;

/// What was told last of a district, its schools and calendars, and what these have against telling of a change.
final class ToldSettings {
    private final Map<SchoolId, SchoolSettings> schools = new HashMap<>();
    private final Map<CalendarId, CalendarSettings> calendars = new HashMap<>();
    private @Nullable DistrictSettings district;

    /// Whether and by which school a change passes.
    sealed interface Way {
        record Open(SchoolSettings school) implements Way {}

        record Closed(Reason reason) implements Way {}
    }

    void district(DistrictSettings settings) {
        district = settings;
    }

    void school(SchoolSettings settings) {
        schools.put(settings.school(), settings);
    }

    void calendar(CalendarSettings settings) {
        calendars.put(settings.calendar(), settings);
    }

    boolean isMandatory(Category category) {
        return district != null && district.mandatory().contains(category);
    }

    Way way(Change change, Audience audience, Instant accepted) {
        if (district == null) {
            return new Way.Closed(Reason.DISTRICT_UNKNOWN);
        }
        // A1.
        Instant switchedOn = district.switchedOn();
        if (!district.notifications() || (switchedOn != null && switchedOn.isAfter(accepted))) {
            return new Way.Closed(Reason.DISTRICT_OFF);
        }
        Category category = change.category();
        // A3.
        if (category == Category.LUNCH_BALANCE && !district.foodService()) {
            return new Way.Closed(Reason.NO_FOOD_SERVICE);
        }
        return change instanceof SchoolChange ofSchool
                ? way(calendars.get(ofSchool.calendar()), ofSchool.school(), category, district)
                : byAnySchool(audience, category, district);
    }

    /// A11: one is enough.
    private Way byAnySchool(Audience audience, Category category, DistrictSettings district) {
        return audience.calendars().stream()
                .sorted(Comparator.comparing(CalendarId::value))
                .flatMap(id -> Optional.ofNullable(calendars.get(id)).stream())
                .map(calendar -> way(calendar, calendar.school(), category, district))
                .filter(Way.Open.class::isInstance)
                .findFirst()
                .orElse(new Way.Closed(Reason.NO_ACTIVE_SCHOOL));
    }

    /// A8, A10, A11.
    private Way way(
            @Nullable CalendarSettings calendar, SchoolId schoolId, Category category, DistrictSettings district) {
        if (calendar == null || !calendar.school().equals(schoolId)) {
            return new Way.Closed(Reason.CALENDAR_UNKNOWN);
        }
        if (calendar.excluded() || calendar.year() != district.activeYear()) {
            return new Way.Closed(Reason.NOT_ACTIVE_YEAR);
        }
        SchoolSettings school = schools.get(schoolId);
        if (school == null) {
            return new Way.Closed(Reason.SCHOOL_UNKNOWN);
        }
        if (!school.displayOptions().contains(tool(category))) {
            return new Way.Closed(Reason.TOOL_NOT_DISPLAYED);
        }
        return school.contactPreferences().contains(category)
                ? new Way.Open(school)
                : new Way.Closed(Reason.CONTACT_PREFERENCE_OFF);
    }

    private static Tool tool(Category category) {
        return switch (category) {
            case ASSIGNMENTS -> Tool.ASSIGNMENTS;
            case GRADES -> Tool.GRADES;
            case ATTENDANCE -> Tool.ATTENDANCE;
            case LUNCH_BALANCE -> Tool.FOOD_SERVICE;
            case RESPONSIVE_SCHEDULE -> Tool.SCHEDULE;
        };
    }
}
