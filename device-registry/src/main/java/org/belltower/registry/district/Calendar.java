package org.belltower.registry.district;

import static org.belltower.model.InvalidFieldException.required;

import java.time.LocalDate;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.SchoolId;

/// One school in one school year.
///
/// @param year by the calendar year in which it ends; equal to the district's Active Year or silent (A8)
/// @param starts first day
/// @param ends last day, included
/// @param excluded kept out of notifications, whatever its year (I-8)
public record Calendar(SchoolId school, int year, LocalDate starts, LocalDate ends, boolean excluded) {
    public Calendar {
        required("school", school);
        checkYear("year", year);
        required("starts", starts);
        required("ends", ends);
        if (ends.isBefore(starts)) {
            throw new InvalidFieldException("ends", "must not be before starts");
        }
    }

    static void checkYear(String field, int year) {
        if (year < 2000 || year > 2999) {
            throw new InvalidFieldException(field, "must be a year of four digits: 2027 for 2026-27");
        }
    }
}
