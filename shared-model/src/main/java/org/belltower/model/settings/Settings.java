package org.belltower.model.settings;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.RecordKey;

/// What a district, a school or a calendar says about notifications, who of the staff may change it, and what an app
/// has: few, small, and read by every service that decides.
///
/// A reader keeps the highest [version][#version()] it has seen of a key and ignores lower ones.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DistrictSettings.class, name = "district"),
    @JsonSubTypes.Type(value = SchoolSettings.class, name = "school"),
    @JsonSubTypes.Type(value = CalendarSettings.class, name = "calendar"),
    @JsonSubTypes.Type(value = RightsSettings.class, name = "rights"),
    @JsonSubTypes.Type(value = AppSettings.class, name = "app")
})
public sealed interface Settings
        permits DistrictSettings, SchoolSettings, CalendarSettings, RightsSettings, AppSettings {
    DistrictId district();

    long version();

    RecordKey key();
}
