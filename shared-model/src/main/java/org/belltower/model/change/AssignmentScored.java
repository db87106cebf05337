package org.belltower.model.change;

import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;

/// An assignment got a score, or lost it.
///
/// @param assignment the SIS's id of the assignment
public record AssignmentScored(StudentId student, SchoolId school, CalendarId calendar, String assignment, Score score)
        implements SchoolChange {
    public AssignmentScored {
        InvalidFieldException.required("student", student);
        InvalidFieldException.required("school", school);
        InvalidFieldException.required("calendar", calendar);
        InvalidFieldException.text("assignment", assignment, 255);
        InvalidFieldException.required("score", score);
    }

    @Override
    public Category category() {
        return Category.ASSIGNMENTS;
    }

    @Override
    public String item() {
        return ItemName.of(calendar.value(), assignment);
    }

    @Override
    public Value value() {
        return score.value();
    }
}
