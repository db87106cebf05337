package org.belltower.model.settings;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.LanguageTag;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// The district's own settings.
///
/// @param notifications "Enable Push Notifications", the master switch (A1)
/// @param foodService whether the district has food service at all (A3)
/// @param activeYear the Active Year, by the calendar year in which it ends: 2027 for 2026-27 (A8)
/// @param switchedOn when notifications were last switched on, by the registry's database: what waited
///     then is told no more (A1); null: nobody ever switched them
/// @param mandatory the categories that are on for every device with Stay Logged In, whatever was chosen (A5, I-43);
///     in a record from before there were any, none
/// @param defaultLanguage of whoever chose none; in a record from before there was one, English
/// @param detailPermitted whether a change notification may carry detail to whoever consents (C7); in a record from
///     before it could be, not
public record DistrictSettings(
        DistrictId district,
        long version,
        boolean notifications,
        boolean foodService,
        int activeYear,
        @Nullable Instant switchedOn,
        Set<Category> mandatory,
        LanguageTag defaultLanguage,
        Boolean detailPermitted)
        implements Settings {
    /// The id of the record's key.
    public static final String KEY_ID = "district";

    public DistrictSettings {
        required("district", district);
        mandatory = mandatory == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(mandatory));
        defaultLanguage = defaultLanguage == null ? LanguageTag.ENGLISH : defaultLanguage;
        detailPermitted = detailPermitted != null && detailPermitted;
    }

    /// In English, without detail.
    public DistrictSettings(
            DistrictId district,
            long version,
            boolean notifications,
            boolean foodService,
            int activeYear,
            @Nullable Instant switchedOn,
            Set<Category> mandatory) {
        this(
                district,
                version,
                notifications,
                foodService,
                activeYear,
                switchedOn,
                mandatory,
                LanguageTag.ENGLISH,
                false);
    }

    /// The same with nothing mandatory.
    public DistrictSettings(
            DistrictId district,
            long version,
            boolean notifications,
            boolean foodService,
            int activeYear,
            @Nullable Instant switchedOn) {
        this(district, version, notifications, foodService, activeYear, switchedOn, Set.of());
    }

    /// Whether the master switch lets pass what has waited since then: it is on, and was not switched on
    /// later, for switching on releases nothing old (A1). Equal moments pass.
    public boolean isOnFor(Instant waitsSince) {
        return notifications && (switchedOn == null || !switchedOn.isAfter(waitsSince));
    }

    public static RecordKey keyOf(DistrictId district) {
        return new RecordKey(district, KEY_ID);
    }

    @Override
    public RecordKey key() {
        return keyOf(district);
    }
}
