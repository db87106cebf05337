package org.belltower.model.change;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.math.BigDecimal;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// What a piece of work or a course stands at: `{"percent": 84.5}` or `{"status": "MISSING"}`, never both.
@JsonSubTypes({@JsonSubTypes.Type(Score.Percent.class), @JsonSubTypes.Type(Score.Unscored.class)})
public sealed interface Score {
    /// As it is written in JSON.
    ///
    /// @throws InvalidFieldException if not exactly one of them is there
    @JsonCreator
    static Score of(
            @JsonProperty("percent") @Nullable BigDecimal percent, @JsonProperty("status") @Nullable Status status) {
        if (percent == null) {
            if (status == null) {
                throw new InvalidFieldException("percent", "or status is required");
            }
            return new Unscored(status);
        }
        if (status != null) {
            throw new InvalidFieldException("status", "must not stand beside percent");
        }
        return new Percent(percent);
    }

    Value value();

    /// A percentage from 0 up; over 100 is legal (I-15).
    record Percent(BigDecimal percent) implements Score {
        public Percent {
            percent = Value.bounded("percent", percent);
            if (percent.signum() < 0) {
                throw new InvalidFieldException("percent", "must not be negative");
            }
        }

        @Override
        public Value value() {
            return new Value.Quantity(percent);
        }
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
