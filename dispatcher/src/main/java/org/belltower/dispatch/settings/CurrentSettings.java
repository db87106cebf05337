package org.belltower.dispatch.settings;

import java.util.Optional;
import org.belltower.dispatch.replica.Copy;
import org.belltower.dispatch.replica.Newest;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.RecordKey;

/// The newest settings of every district, school and calendar. They are few, so they are kept as they come.
///
/// Thread-safe.
public final class CurrentSettings implements Copy<Settings>, SettingsView {
    private final Newest<RecordKey, Settings> settings = new Newest<>(Settings::version);

    @Override
    public Optional<Settings> find(RecordKey key) {
        return settings.find(key);
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

    /// Grows with each change, after it can be found.
    public long changes() {
        return settings.changes();
    }
}
