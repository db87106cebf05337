package org.belltower.registry.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.model.InvalidFieldException;

/// The size of a screen in pixels, the shorter side first, however the phone is held: `1170x2532`.
public record ScreenSize(@JsonValue String value) {
    private static final int LONGEST = 16;
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ScreenSize {
        Matcher sides = FORM.matcher(InvalidFieldException.text("screen", value, LONGEST));
        if (!sides.matches()) {
            throw new InvalidFieldException("screen", "must be width and height in pixels, such as 1170x2532");
        }
        int one = Integer.parseInt(sides.group(1));
        int other = Integer.parseInt(sides.group(2));
        value = Math.min(one, other) + "x" + Math.max(one, other);
    }

    @Override
    public String toString() {
        return value;
    }
}
