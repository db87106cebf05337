package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A school (OneRoster org) within its district.
public record SchoolId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SchoolId {
        InvalidFieldException.text("school", value, InvalidFieldException.LONGEST_ID);
    }

    @Override
    public String toString() {
        return value;
    }
}
