package org.belltower.registry.preference;

import org.belltower.registry.district.Language;
import org.jspecify.annotations.Nullable;

/// What a person chose of everything but categories.
public record Personal(
        @Nullable Language language,
        boolean detail,
        @Nullable QuietHours quietHours) {
    /// Of whoever chose nothing.
    public static final Personal NOTHING = new Personal(null, false, null);

    public static Personal of(Preferences preferences) {
        return new Personal(preferences.language(), preferences.detail(), preferences.quietHours());
    }
}
