package org.belltower.model.push;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.belltower.model.InvalidFieldException;

/// What the provider calls the device. A secret of the family's: it never prints itself.
public record DeviceToken(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceToken {
        InvalidFieldException.text("token", value, 4096);
    }

    @Override
    public String toString() {
        return "DeviceToken[masked]";
    }
}
