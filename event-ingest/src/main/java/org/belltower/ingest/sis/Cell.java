package org.belltower.ingest.sis;

import static org.belltower.model.InvalidFieldException.required;

import java.math.BigDecimal;
import java.util.Optional;

/// What stands in one column of one row. Equal as the source would call it equal: 85 = 85.0.
///
/// Its text is a name or a score as often as an id: [#toString] says only of what kind it is.
public sealed interface Cell {
    /// SQL's null.
    static Cell nothing() {
        return new Nothing();
    }

    /// Whether both say the same: a decimal that the log writes as a text is a number, and a code may be
    /// either.
    default boolean isSameAs(Cell other) {
        return equals(other)
                || (asText().isPresent() && asText().equals(other.asText()))
                || (asNumber().isPresent() && asNumber().equals(other.asNumber()));
    }

    /// A number, or a text that is one; empty for anything else.
    default Optional<BigDecimal> asNumber() {
        return switch (this) {
            case Decimal number -> Optional.of(number.number());
            case Text text -> numberIn(text.text());
            case Flag _, Nothing _, Unavailable _, Unreadable _ -> Optional.empty();
        };
    }

    /// As a text, numbers without needless zeros and exponents; empty if nothing stands there.
    default Optional<String> asText() {
        return switch (this) {
            case Decimal number -> Optional.of(number.number().toPlainString());
            case Text text -> Optional.of(text.text());
            case Flag flag -> Optional.of(Boolean.toString(flag.flag()));
            case Nothing _, Unavailable _, Unreadable _ -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> numberIn(String text) {
        try {
            return Optional.of(new Decimal(new BigDecimal(text.strip())).number());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// A text, and whatever the source writes as one: dates, times, identifiers.
    record Text(String text) implements Cell {
        public Text {
            required("text", text);
        }

        @Override
        public String toString() {
            return "a text";
        }
    }

    record Decimal(BigDecimal number) implements Cell {
        /// @throws IllegalArgumentException if it is written with more digits than any column has: arithmetic
        ///     on 1e999999999 does not end
        public Decimal {
            required("number", number);
            if (number.precision() > 100 || Math.abs((long) number.scale()) > 100) {
                throw new IllegalArgumentException("a number must not have more than 100 digits");
            }
            BigDecimal stripped = number.stripTrailingZeros();
            number = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }

        @Override
        public String toString() {
            return "a number";
        }
    }

    record Flag(boolean flag) implements Cell {
        @Override
        public String toString() {
            return "true or false";
        }
    }

    /// SQL's null.
    record Nothing() implements Cell {
        @Override
        public String toString() {
            return "null";
        }
    }

    /// Something that is there and cannot be read: a number with hundreds of digits, or what is not what its schema
    /// says.
    record Unreadable() implements Cell {
        @Override
        public String toString() {
            return "unreadable";
        }
    }

    /// Something that the log did not write down, since it did not change and is stored apart (PostgreSQL's
    /// TOAST).
    record Unavailable() implements Cell {
        @Override
        public String toString() {
            return "unavailable";
        }
    }
}
