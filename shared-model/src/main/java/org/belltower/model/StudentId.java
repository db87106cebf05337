package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A student within a district: the person an event is about. The key of everything that must stay in order.
public record StudentId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StudentId {
        InvalidFieldException.text("student", value, InvalidFieldException.LONGEST_ID);
    }

    /// The same human being as a user of an app: a student is a recipient about themself.
    public PersonId asPerson() {
        return new PersonId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
