package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An app that receives: the shared one or a branded one.
public record AppId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AppId {
        InvalidFieldException.text("app", value, InvalidFieldException.LONGEST_ID);
    }

    @Override
    public String toString() {
        return value;
    }
}
