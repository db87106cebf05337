package org.belltower.rules.gate;

import java.util.Optional;
import java.util.Set;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.change.Change;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.SchoolChange;
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

    /// @param calendars the calendars the student is enrolled in: what gates a change that belongs to none
    public Passage check(DistrictId district, Change change, Set<CalendarId> calendars) {
        Optional<DistrictSettings> known = settings.district(district);
        if (known.isEmpty()) {
            return new Passage.Closed(Reason.DISTRICT_UNKNOWN);
        }
        if (!known.get().notifications()) {
            return new Passage.Closed(Reason.DISTRICT_OFF);
        }
        return switch (change) {
            case SchoolChange schoolChange -> schoolGate(known.get(), schoolChange);
            case LunchBalanceChanged lunch -> lunchGate(known.get(), lunch, calendars);
        };
    }

    private Passage schoolGate(DistrictSettings district, SchoolChange change) {
        Optional<CalendarSettings> calendar = settings.calendar(district.district(), change.calendar())
                .filter(known -> known.school().equals(change.school()));
        if (calendar.isEmpty()) {
            return new Passage.Closed(Reason.CALENDAR_UNKNOWN);
        }
        if (!isActive(district, calendar.get())) {
            return new Passage.Closed(Reason.NOT_ACTIVE_YEAR);
        }
        Optional<SchoolSettings> school = settings.school(district.district(), change.school());
        if (school.isEmpty()) {
            return new Passage.Closed(Reason.SCHOOL_UNKNOWN);
        }
        return switchesOf(school.get(), change.category());
    }

    /// A balance belongs to no school: one school of the student in the Active Year that offers and allows it is
    /// enough (A11).
    private Passage lunchGate(DistrictSettings district, LunchBalanceChanged change, Set<CalendarId> calendars) {
        if (!district.foodService()) {
            return new Passage.Closed(Reason.NO_FOOD_SERVICE);
        }
        return calendars.stream()
                .flatMap(id -> settings.calendar(district.district(), id).stream())
                .filter(calendar -> isActive(district, calendar))
                .flatMap(calendar -> settings.school(district.district(), calendar.school()).stream())
                .map(school -> switchesOf(school, change.category()))
                .filter(Passage.Open.class::isInstance)
                .findFirst()
                .orElse(new Passage.Closed(Reason.NO_ACTIVE_SCHOOL));
    }

    private static boolean isActive(DistrictSettings district, CalendarSettings calendar) {
        return calendar.year() == district.activeYear() && !calendar.excluded();
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
