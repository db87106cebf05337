package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A calendar of a school: one school, one school year (OneRoster academic session).
public record CalendarId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CalendarId {
        InvalidFieldException.text("calendar", value, InvalidFieldException.LONGEST_ID);
    }

    @Override
    public String toString() {
        return value;
    }
}
