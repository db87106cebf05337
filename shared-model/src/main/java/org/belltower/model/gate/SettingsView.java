package org.belltower.model.gate;

import java.util.Optional;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.RecordKey;

/// The settings as this service knows them now. What is empty is not known, and what is not known denies (I-2).
@FunctionalInterface
public interface SettingsView {
    Optional<Settings> find(RecordKey key);

    default Optional<DistrictSettings> district(DistrictId district) {
        return find(DistrictSettings.keyOf(district))
                .filter(DistrictSettings.class::isInstance)
                .map(DistrictSettings.class::cast);
    }

    /// Whether the district made the category mandatory: it is on for every device, whatever was chosen (A5, I-43).
    default boolean isMandatory(DistrictId district, Category category) {
        return district(district)
                .filter(known -> known.mandatory().contains(category))
                .isPresent();
    }

    /// Whether the district lets whoever consents be told detail (C7).
    default boolean permitsDetail(DistrictId district) {
        return district(district).filter(DistrictSettings::detailPermitted).isPresent();
    }

    default Optional<SchoolSettings> school(DistrictId district, SchoolId school) {
        return find(SchoolSettings.keyOf(district, school))
                .filter(SchoolSettings.class::isInstance)
                .map(SchoolSettings.class::cast);
    }

    default Optional<CalendarSettings> calendar(DistrictId district, CalendarId calendar) {
        return find(CalendarSettings.keyOf(district, calendar))
                .filter(CalendarSettings.class::isInstance)
                .map(CalendarSettings.class::cast);
    }

    /// Whether a push can open the area in the district's app (A16). Of an app that is not known nobody knows what it
    /// has: none.
    default boolean hasArea(DistrictId district, AppId app, Area area) {
        return find(AppSettings.keyOf(district, app))
                .filter(found ->
                        found instanceof AppSettings known && known.areas().contains(area))
                .isPresent();
    }
}
