package org.belltower.model.change;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import org.belltower.model.InvalidFieldException;

/// What a piece of work or a course stands at: `{"percent": 84.5}` or `{"status": "MISSING"}`, never both.
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Score.Percent.class), @JsonSubTypes.Type(Score.Unscored.class)})
public sealed interface Score {
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
