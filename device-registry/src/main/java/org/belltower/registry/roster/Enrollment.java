package org.belltower.registry.roster;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.StudentId;
import org.jspecify.annotations.Nullable;

/// A student in a class or in a camp (B4).
///
/// @param schoolClass `class` in JSON; either this or a camp
/// @param starts first day, null: always
/// @param drops last day, included, null: open
public record Enrollment(
        StudentId student,
        @JsonProperty("class") @Nullable String schoolClass,
        @Nullable String camp,
        Type type,
        @Nullable LocalDate starts,
        @Nullable LocalDate drops) {
    public Enrollment {
        required("student", student);
        if (schoolClass != null) {
            InvalidFieldException.text("class", schoolClass, 255);
        }
        if (camp != null) {
            InvalidFieldException.text("camp", camp, 255);
        }
        if ((schoolClass == null) == (camp == null)) {
            throw new InvalidFieldException("class", "or camp is required, one of them");
        }
        required("type", type);
        if (camp != null && type != Type.ACTIVE && type != Type.WAIT) {
            throw new InvalidFieldException("type", "must be ACTIVE or WAIT for a camp");
        }
        if (starts != null && drops != null && drops.isBefore(starts)) {
            throw new InvalidFieldException("drops", "must not be before starts");
        }
    }

    /// How the student is in it.
    public enum Type {
        ACTIVE,
        TRIAL,
        MAKEUP,
        SINGLE_DAY,
        WAIT
    }
}
