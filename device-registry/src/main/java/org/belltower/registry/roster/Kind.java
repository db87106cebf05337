package org.belltower.registry.roster;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What an item of a roster is.
public enum Kind {
    @JsonProperty("school")
    SCHOOL,
    @JsonProperty("calendar")
    CALENDAR,
    @JsonProperty("session")
    SESSION,
    @JsonProperty("student")
    STUDENT,
    @JsonProperty("guardian")
    GUARDIAN,
    @JsonProperty("relationship")
    RELATIONSHIP,
    @JsonProperty("family")
    FAMILY,
    @JsonProperty("class")
    CLASS,
    @JsonProperty("camp")
    CAMP,
    @JsonProperty("enrollment")
    ENROLLMENT;

    /// As it stands in JSON.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
