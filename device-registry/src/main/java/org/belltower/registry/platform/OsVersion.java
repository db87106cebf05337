package org.belltower.registry.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.belltower.model.InvalidFieldException;

/// A version of an operating system: whole numbers joined by dots, `17.2`. `17` and `17.0` are two texts of
/// the same version, so versions are compared by [#isBelow], not by `equals`.
public record OsVersion(@JsonValue String value) {
    private static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,5}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OsVersion {
        String text = InvalidFieldException.text("osVersion", value, LONGEST);
        if (!FORM.matcher(text).matches()) {
            throw new InvalidFieldException("osVersion", "must be numbers joined by dots, such as 17.2");
        }
    }

    /// Number by number; one that is not there is 0.
    public boolean isBelow(OsVersion other) {
        int[] mine = numbers();
        int[] theirs = other.numbers();
        int longest = Math.max(mine.length, theirs.length);
        return Arrays.compare(Arrays.copyOf(mine, longest), Arrays.copyOf(theirs, longest)) < 0;
    }

    private int[] numbers() {
        return Arrays.stream(value.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public String toString() {
        return value;
    }
}
