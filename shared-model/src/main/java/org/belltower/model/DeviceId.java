package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One installation of an app on one device, within a district.
public record DeviceId(@JsonValue String value) implements Comparable<DeviceId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceId {
        InvalidFieldException.text("device", value, InvalidFieldException.LONGEST_ID);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
