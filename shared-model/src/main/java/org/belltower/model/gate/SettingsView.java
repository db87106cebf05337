package org.belltower.model.gate;

import java.util.Optional;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;

/// The settings as this service knows them now. What is empty is not known, and what is not known denies (I-2).
public interface SettingsView {
    Optional<DistrictSettings> district(DistrictId district);

    Optional<SchoolSettings> school(DistrictId district, SchoolId school);

    Optional<CalendarSettings> calendar(DistrictId district, CalendarId calendar);
}
