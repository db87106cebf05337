package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One installation of an app on one device, within a district.
public record DeviceId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceId {
        InvalidFieldException.text("device", value, InvalidFieldException.LONGEST_ID);
    }

    @Override
    public String toString() {
        return value;
    }
}
