package org.belltower.dispatch.settings;

import java.util.Optional;
import org.belltower.dispatch.replica.Copy;
import org.belltower.dispatch.replica.Newest;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.RecordKey;

/// The newest settings of every district, school and calendar. They are few, so they are kept as they come.
///
/// Thread-safe.
public final class CurrentSettings implements Copy<Settings>, SettingsView {
    private final Newest<RecordKey, Settings> settings = new Newest<>(Settings::version);

    @Override
    public Optional<DistrictSettings> district(DistrictId district) {
        return find(DistrictSettings.keyOf(district), DistrictSettings.class);
    }

    @Override
    public Optional<SchoolSettings> school(DistrictId district, SchoolId school) {
        return find(SchoolSettings.keyOf(district, school), SchoolSettings.class);
    }

    @Override
    public Optional<CalendarSettings> calendar(DistrictId district, CalendarId calendar) {
        return find(CalendarSettings.keyOf(district, calendar), CalendarSettings.class);
    }

    private <S extends Settings> Optional<S> find(RecordKey key, Class<S> kind) {
        return settings.find(key).filter(kind::isInstance).map(kind::cast);
    }

    @Override
    public void put(Settings message) {
        settings.put(message.key(), message);
    }

    @Override
    public void remove(RecordKey key) {
        settings.remove(key);
    }

    /// What is not known denies.
    @Override
    public void deny(RecordKey key) {
        settings.remove(key);
    }

    @Override
    public int size() {
        return settings.size();
    }
}
