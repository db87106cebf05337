package org.belltower.local.demo.day;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import org.belltower.model.change.Value;
import org.jspecify.annotations.Nullable;

/// What is chosen for a category: `every change`, `below 70`, or `off`.
///
/// @param below the threshold, null for none
public record Choice(boolean on, @Nullable BigDecimal below) {
    public static final Choice EVERY_CHANGE = new Choice(true, null);
    public static final Choice OFF = new Choice(false, null);
    private static final String BELOW = "below ";

    public Choice {
        if (!on && below != null) {
            throw new IllegalArgumentException("what is off has no threshold");
        }
    }

    public static Choice below(BigDecimal threshold) {
        return new Choice(true, Value.bounded("below", threshold));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Choice parse(String text) {
        if (text.equals("every change")) {
            return EVERY_CHANGE;
        }
        if (text.equals("off")) {
            return OFF;
        }
        if (text.startsWith(BELOW)) {
            try {
                return below(new BigDecimal(text.substring(BELOW.length())));
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        throw new IllegalArgumentException("a choice is \"every change\", \"off\" or \"below\" with a number");
    }
}
