package org.belltower.model.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.belltower.model.Category;
import org.belltower.model.StudentId;

/// What happened to a student's data: one family, one record a category (A3).
///
/// An *item* is the thing whose value changes (an assignment, a period of a day, a balance); its *value* is what a
/// family would call the news. Only a change of the value is a change (A4).
public sealed interface Change permits SchoolChange, LunchBalanceChanged {
    StudentId student();

    @JsonIgnore
    Category category();

    /// Names the thing that changed, uniquely within (district, student, category).
    @JsonIgnore
    String item();

    /// The value now, in a form whose equality is the business's: 85 = 85.0 = "85.00" (I-13).
    @JsonIgnore
    Value value();
}
