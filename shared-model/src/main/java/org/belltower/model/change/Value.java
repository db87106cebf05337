package org.belltower.model.change;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// A business value, normalised so that `equals` answers "is this news?". A state is never 0 (I-15).
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Value.Quantity.class),
    @JsonSubTypes.Type(Value.Letter.class),
    @JsonSubTypes.Type(Value.State.class)
})
public sealed interface Value {
    /// A number: a percentage or an amount of money, which a threshold can be compared with.
    record Quantity(BigDecimal number) implements Value {
        /// @throws InvalidFieldException if the number has more than 12 digits before or 6 after its point
        public Quantity {
            number = bounded("number", number);
        }
    }

    /// A letter of a scale.
    ///
    /// @param worth the number that the scale says it is worth, which a threshold can be compared with; null if
    ///     nobody says
    record Letter(String letter, @Nullable BigDecimal worth) implements Value {
        public Letter {
            InvalidFieldException.required("letter", letter);
            worth = worth == null ? null : bounded("worth", worth);
        }
    }

    /// Anything else: a status, a room, an ungraded score.
    record State(String state) implements Value {
        public State {
            InvalidFieldException.required("state", state);
        }
    }

    /// Checks a number from outside before any arithmetic (1e999999999 is 11 characters long), and normalises it.
    static BigDecimal bounded(String field, BigDecimal number) {
        InvalidFieldException.required(field, number);
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if ((long) number.precision() - number.scale() > 12) {
            throw new InvalidFieldException(field, "must not have more than 12 digits before the point");
        }
        // A scale over 40 cannot be mended by stripping zeros that anyone would write.
        if (number.scale() > 40 || number.stripTrailingZeros().scale() > 6) {
            throw new InvalidFieldException(field, "must not have more than 6 digits after the point");
        }
        BigDecimal normal = number.stripTrailingZeros();
        return normal.scale() < 0 ? normal.setScale(0) : normal;
    }
}
