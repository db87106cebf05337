package org.belltower.registry.subscription;

import java.math.BigDecimal;
import java.util.Optional;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;

/// What a threshold counts in, and how far it may reach.
public enum ThresholdUnit {
    /// Of a score or a grade. More than 100 is legal, less than 0 is not (I-15).
    PERCENT("0", "1000", "percent"),
    /// Units of the account's currency. A balance may be negative (I-15).
    CURRENCY("-10000", "10000", "units of the account's currency");

    private final BigDecimal least;
    private final BigDecimal most;
    private final String words;

    ThresholdUnit(String least, String most, String words) {
        this.least = new BigDecimal(least);
        this.most = new BigDecimal(most);
        this.words = words;
    }

    /// @return empty if the category takes no threshold
    public static Optional<ThresholdUnit> of(Category category) {
        return switch (category) {
            case ASSIGNMENTS, GRADES -> Optional.of(PERCENT);
            case LUNCH_BALANCE -> Optional.of(CURRENCY);
            case ATTENDANCE, RESPONSIVE_SCHEDULE -> Optional.empty();
        };
    }

    public BigDecimal least() {
        return least;
    }

    public BigDecimal most() {
        return most;
    }

    void check(String field, BigDecimal below) {
        if (below.compareTo(least) < 0 || below.compareTo(most) > 0) {
            throw new InvalidFieldException(
                    field, "must be " + least.toPlainString() + " to " + most.toPlainString() + " " + words);
        }
    }
}
