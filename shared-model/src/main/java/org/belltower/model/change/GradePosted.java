package org.belltower.model.change;

import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;

/// A grade of a course stands at something new.
///
/// @param course the SIS's id of the course or section
/// @param term the term or grading task within the course
public record GradePosted(
        StudentId student, SchoolId school, CalendarId calendar, String course, String term, Score grade)
        implements SchoolChange {
    public GradePosted {
        InvalidFieldException.required("student", student);
        InvalidFieldException.required("school", school);
        InvalidFieldException.required("calendar", calendar);
        InvalidFieldException.text("course", course, 255);
        InvalidFieldException.text("term", term, 255);
        InvalidFieldException.required("grade", grade);
    }

    @Override
    public Category category() {
        return Category.GRADES;
    }

    @Override
    public String item() {
        return ItemName.of(calendar.value(), course, term);
    }

    @Override
    public Value value() {
        return grade.value();
    }
}
