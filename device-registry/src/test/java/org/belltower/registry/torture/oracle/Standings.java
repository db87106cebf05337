package org.belltower.registry.torture.oracle;

import java.time.LocalDate;
import java.util.Optional;
import org.belltower.model.audience.Standing;
import org.jspecify.annotations.Nullable;

/// What a guardian is to a student: as the roster said, but not beyond the last day before the 18th birthday
/// where the district ends guardians' access with that (I-5).
final class Standings {
    private Standings() {}

    /// @param relationship its row
    static Standing.Guardian of(Tables tables, Row relationship) {
        return new Standing.Guardian(
                relationship.flag("portal"),
                relationship.flag("restricted"),
                relationship.dayOrNull("starts"),
                ends(tables, relationship));
    }

    private static @Nullable LocalDate ends(Tables tables, Row relationship) {
        LocalDate told = relationship.dayOrNull("ends");
        LocalDate minor = lastDayAsMinor(tables, relationship.text("student")).orElse(null);
        if (minor == null || (told != null && told.isBefore(minor))) {
            return told;
        }
        return minor;
    }

    private static Optional<LocalDate> lastDayAsMinor(Tables tables, String student) {
        boolean ending =
                tables.rows("district").stream().anyMatch(district -> district.is("guardians_of_adults", "END"));
        return tables.where("person", "id", student)
                .filter(person -> ending && person.has("birth_date"))
                .map(person -> dayBeforeEighteenth(person.day("birth_date")))
                .findFirst();
    }

    /// Whoever was born on 29 February is of age on 1 March.
    private static LocalDate dayBeforeEighteenth(LocalDate born) {
        boolean leapDay = born.getMonthValue() == 2 && born.getDayOfMonth() == 29;
        return leapDay
                ? LocalDate.of(born.getYear() + 18, 2, 28)
                : born.plusYears(18).minusDays(1);
    }
}
