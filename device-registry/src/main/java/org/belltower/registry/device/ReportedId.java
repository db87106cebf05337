package org.belltower.registry.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.belltower.model.InvalidFieldException;

/// What a phone reports of itself, the same for each app on it. Unique to nothing: any app may report
/// anything. It can follow a family around, so it never prints itself.
public record ReportedId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReportedId {
        InvalidFieldException.text("reportedId", value, 255);
    }

    @Override
    public String toString() {
        return "ReportedId[masked]";
    }
}
