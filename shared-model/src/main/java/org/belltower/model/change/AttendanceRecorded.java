package org.belltower.model.change;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.jspecify.annotations.Nullable;

/// Attendance was taken, or corrected, for one period of one school day.
///
/// @param date the day at the school (I-18)
/// @param period the period's name or number
/// @param instructional false for a period without instruction, such as lunch: nobody is told of it; left out: there is
public record AttendanceRecorded(
        StudentId student,
        SchoolId school,
        CalendarId calendar,
        LocalDate date,
        String period,
        Status status,
        Excuse excuse,
        @Nullable Boolean instructional)
        implements SchoolChange {
    public AttendanceRecorded {
        InvalidFieldException.required("student", student);
        InvalidFieldException.required("school", school);
        InvalidFieldException.required("calendar", calendar);
        InvalidFieldException.required("date", date);
        InvalidFieldException.text("period", period, 255);
        InvalidFieldException.required("status", status);
        InvalidFieldException.required("excuse", excuse);
    }

    /// Of a period with instruction.
    public AttendanceRecorded(
            StudentId student,
            SchoolId school,
            CalendarId calendar,
            LocalDate date,
            String period,
            Status status,
            Excuse excuse) {
        this(student, school, calendar, date, period, status, excuse, null);
    }

    /// What was recorded of a period.
    public record Mark(Status status, Excuse excuse) {
        private static final List<Mark> ALL = Arrays.stream(Status.values())
                .flatMap(status -> Arrays.stream(Excuse.values()).map(excuse -> new Mark(status, excuse)))
                .toList();

        public Mark {
            InvalidFieldException.required("status", status);
            InvalidFieldException.required("excuse", excuse);
        }

        /// What a value says that an attendance has, or had.
        ///
        /// @return empty if it is no attendance's, or one's of a period without instruction
        public static Optional<Mark> of(Value value) {
            return ALL.stream().filter(mark -> mark.value().equals(value)).findFirst();
        }

        Value value() {
            return new Value.State(status + " " + excuse);
        }
    }

    /// Whether the student was there.
    public enum Status {
        PRESENT,
        ABSENT,
        TARDY,
        EARLY_RELEASE
    }

    /// What the school says of it.
    public enum Excuse {
        EXCUSED,
        UNEXCUSED,
        EXEMPT,
        UNKNOWN
    }

    @Override
    public Category category() {
        return Category.ATTENDANCE;
    }

    @Override
    public String item() {
        return ItemName.of(calendar.value(), date.toString(), period);
    }

    /// That a period has no instruction is part of it: what is recorded of one that has it after all is another value,
    /// and no correction of what nobody is told of (I-18).
    @Override
    public Value value() {
        return hasInstruction() ? mark().value() : new Value.State(status + " " + excuse + " WITHOUT_INSTRUCTION");
    }

    /// What was recorded.
    public Mark mark() {
        return new Mark(status, excuse);
    }

    /// Whether the period is one with instruction.
    public boolean hasInstruction() {
        return instructional == null || instructional;
    }
}
