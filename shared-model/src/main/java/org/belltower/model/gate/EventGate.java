package org.belltower.model.gate;

import java.time.Instant;
import java.util.Optional;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;

/// The gates that look at the change alone, in this order: master switch (A1), food service (A3), Active Year (A8),
/// Display Options (A10), Contact Preferences (A11). The first that is closed is the one reason.
public final class EventGate {
    private final SettingsView settings;

    public EventGate(SettingsView settings) {
        this.settings = settings;
    }

    /// What would be said of a change that is yet to come, to show it; a change that has come has a moment, and is
    /// decided about with it ([#check]).
    public Passage checkToCome(DistrictId district, Category category, Place place) {
        return check(district, category, place, Instant.MAX);
    }

    /// @param waitsSince when the change was accepted: a district that was switched on later is off for it (A1)
    public Passage check(DistrictId district, Category category, Place place, Instant waitsSince) {
        Optional<DistrictSettings> known = settings.district(district);
        if (known.isEmpty()) {
            return new Passage.Closed(Reason.DISTRICT_UNKNOWN);
        }
        if (!known.get().isOnFor(waitsSince)) {
            return new Passage.Closed(Reason.DISTRICT_OFF);
        }
        if (category == Category.LUNCH_BALANCE && !known.get().foodService()) {
            return new Passage.Closed(Reason.NO_FOOD_SERVICE);
        }
        return switch (place) {
            case Place.InCalendar own -> inCalendar(known.get(), category, own);
            case Place.Enrolled enrolled -> enrolled(known.get(), category, enrolled);
        };
    }

    private Passage inCalendar(DistrictSettings district, Category category, Place.InCalendar own) {
        Optional<CalendarSettings> calendar = settings.calendar(district.district(), own.calendar())
                .filter(known -> known.school().equals(own.school()));
        if (calendar.isEmpty()) {
            return new Passage.Closed(Reason.CALENDAR_UNKNOWN);
        }
        if (!calendar.get().isActiveIn(district)) {
            return new Passage.Closed(Reason.NOT_ACTIVE_YEAR);
        }
        Optional<SchoolSettings> school = settings.school(district.district(), own.school());
        if (school.isEmpty()) {
            return new Passage.Closed(Reason.SCHOOL_UNKNOWN);
        }
        return switchesOf(school.get(), category);
    }

    /// What belongs to no school: one school of the student in the Active Year that offers and allows it is
    /// enough (A11).
    private Passage enrolled(DistrictSettings district, Category category, Place.Enrolled enrolled) {
        return enrolled.calendars().stream()
                .flatMap(id -> settings.calendar(district.district(), id).stream())
                .filter(calendar -> calendar.isActiveIn(district))
                .flatMap(calendar -> settings.school(district.district(), calendar.school()).stream())
                .map(school -> switchesOf(school, category))
                .filter(Passage.Open.class::isInstance)
                .findFirst()
                .orElse(new Passage.Closed(Reason.NO_ACTIVE_SCHOOL));
    }

    private static Passage switchesOf(SchoolSettings school, Category category) {
        if (!school.displayOptions().contains(category.tool())) {
            return new Passage.Closed(Reason.TOOL_NOT_DISPLAYED);
        }
        if (!school.contactPreferences().contains(category)) {
            return new Passage.Closed(Reason.CONTACT_PREFERENCE_OFF);
        }
        return new Passage.Open(school.zone());
    }
}
