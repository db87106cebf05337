package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A district: the tenant. Every other id means something only within one (I-9). Letters, digits, dot, dash and
/// underscore, at most 64, so that it can stand before the slash of a record key.
public record DistrictId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DistrictId {
        if (!FORM.matcher(InvalidFieldException.required("district", value)).matches()) {
            throw new InvalidFieldException("district", "must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
