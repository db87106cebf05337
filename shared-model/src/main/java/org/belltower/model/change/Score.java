package org.belltower.model.change;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.math.BigDecimal;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// What a piece of work or a course stands at: `{"percent": 84.5}`, `{"letter": "B+"}`, or where the scale
/// says what a letter is worth `{"letter": "B+", "percent": 87}`; or `{"status": "MISSING"}`, which stands
/// alone.
@JsonSubTypes({
    @JsonSubTypes.Type(Score.Percent.class),
    @JsonSubTypes.Type(Score.Letter.class),
    @JsonSubTypes.Type(Score.Unscored.class)
})
public sealed interface Score {
    /// As it is written in JSON.
    ///
    /// @throws InvalidFieldException if none of them is there, or another beside a status
    @JsonCreator
    static Score of(
            @JsonProperty("percent") @Nullable BigDecimal percent,
            @JsonProperty("letter") @Nullable String letter,
            @JsonProperty("status") @Nullable Status status) {
        if (status != null) {
            if (percent != null || letter != null) {
                throw new InvalidFieldException("status", "must not stand beside percent or letter");
            }
            return new Unscored(status);
        }
        if (letter != null) {
            return new Letter(letter, percent);
        }
        if (percent == null) {
            throw new InvalidFieldException("percent", "or letter or status is required");
        }
        return new Percent(percent);
    }

    Value value();

    /// A percentage from 0 up; over 100 is legal (I-15).
    record Percent(BigDecimal percent) implements Score {
        public Percent {
            percent = percentage(percent);
        }

        @Override
        public Value value() {
            return new Value.Quantity(percent);
        }
    }

    /// A letter of the school's scale. What it is worth only the scale can tell: "E" may be Excellent
    /// (I-15). So a letter without its percentage crosses no threshold.
    ///
    /// @param percent what the scale says that the letter is worth; null if nobody says
    record Letter(String letter, @Nullable BigDecimal percent) implements Score {
        public Letter {
            InvalidFieldException.text("letter", letter, 32);
            percent = percent == null ? null : percentage(percent);
        }

        @Override
        public Value value() {
            return new Value.Letter(letter, percent);
        }
    }

    private static BigDecimal percentage(BigDecimal percent) {
        BigDecimal bounded = Value.bounded("percent", percent);
        if (bounded.signum() < 0) {
            throw new InvalidFieldException("percent", "must not be negative");
        }
        return bounded;
    }

    /// No number stands there. None of these is 0, and none crosses a threshold.
    record Unscored(Status status) implements Score {
        public Unscored {
            InvalidFieldException.required("status", status);
        }

        @Override
        public Value value() {
            return new Value.State(status.name());
        }
    }

    /// Why no number stands there.
    enum Status {
        UNGRADED,
        EXEMPT,
        DROPPED,
        MISSING,
        LATE,
        INCOMPLETE
    }
}
