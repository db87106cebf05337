package org.belltower.registry.roster;

import static org.belltower.model.InvalidFieldException.required;

import java.time.LocalDate;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.SchoolId;
import org.jspecify.annotations.Nullable;

/// An academic session (OneRoster): a term, a semester, a grading period, a school year. It groups classes and camps;
/// whether a change is told is decided by the calendar.
///
/// @param school null: of the whole district
/// @param parent the session that it is a part of
/// @param year by the calendar year in which its school year ends
/// @param starts first day
/// @param ends last day, included
public record Session(
        String name,
        Type type,
        @Nullable SchoolId school,
        @Nullable String parent,
        int year,
        LocalDate starts,
        LocalDate ends) {
    public Session {
        InvalidFieldException.text("name", name, 255);
        required("type", type);
        if (parent != null) {
            InvalidFieldException.text("parent", parent, 255);
        }
        if (year < 2000 || year > 2999) {
            throw new InvalidFieldException("year", "must be a year of four digits: 2027 for 2026-27");
        }
        required("starts", starts);
        if (required("ends", ends).isBefore(starts)) {
            throw new InvalidFieldException("ends", "must not be before starts");
        }
    }

    /// What of the school year it is.
    public enum Type {
        TERM,
        SEMESTER,
        SCHOOL_YEAR,
        GRADING_PERIOD
    }
}
