package org.belltower.local.demo.day;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import org.belltower.model.change.Value;
import org.jspecify.annotations.Nullable;

/// What is chosen for a category on a device: `every change`, or `below 70`.
///
/// @param below the threshold, null for none
public record Choice(@Nullable BigDecimal below) {
    private static final String BELOW = "below ";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Choice parse(String text) {
        if (text.equals("every change")) {
            return new Choice((BigDecimal) null);
        }
        if (text.startsWith(BELOW)) {
            try {
                return new Choice(Value.bounded("below", new BigDecimal(text.substring(BELOW.length()))));
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        throw new IllegalArgumentException("a choice is \"every change\" or \"below\" with a number");
    }
}
