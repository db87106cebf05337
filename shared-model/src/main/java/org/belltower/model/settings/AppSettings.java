package org.belltower.model.settings;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.RecordKey;

/// An app of a district, by what a push needs to know of it. Two districts may know an app under one id, and each says
/// for itself what that has.
///
/// @param areas the places in it that a push can open (A16); may be empty
public record AppSettings(DistrictId district, long version, AppId app, Set<Area> areas) implements Settings {
    /// What the id of the record's key begins with; the app's id follows.
    public static final String KEY_PREFIX = "app:";

    public AppSettings {
        required("district", district);
        required("app", app);
        // In the enum's order, so that equal settings are equal bytes.
        areas = Collections.unmodifiableSet(new TreeSet<>(required("areas", areas)));
    }

    public static RecordKey keyOf(DistrictId district, AppId app) {
        return new RecordKey(district, KEY_PREFIX + app.value());
    }

    @Override
    public RecordKey key() {
        return keyOf(district, app);
    }
}
