package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A district: the tenant. Every other id means something only within one (I-9). Letters, digits, dot, dash and
/// underscore, at most 64, so that it can stand before the slash of a record key.
public record DistrictId(@JsonValue String value) {
    private static final int LONGEST = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DistrictId {
        if (!hasForm(InvalidFieldException.required("district", value))) {
            throw new InvalidFieldException("district", "must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
    }

    /// One plain loop: each record that a service reads comes this way.
    private static boolean hasForm(String value) {
        boolean fine = !value.isEmpty() && value.length() <= LONGEST && isLetterOrDigit(value.charAt(0));
        for (int at = 1; fine && at < value.length(); at++) {
            char c = value.charAt(at);
            fine = isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
        }
        return fine;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
