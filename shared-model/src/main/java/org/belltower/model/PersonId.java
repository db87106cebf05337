package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A person within a district, guardian or student: one space of ids, as in OneRoster.
public record PersonId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonId {
        InvalidFieldException.text("person", value, InvalidFieldException.LONGEST_ID);
    }

    @Override
    public String toString() {
        return value;
    }
}
