package org.belltower.model.change;

import java.util.Arrays;
import java.util.Optional;

/// The CloudEvents types a producer may send, and the record each one's data becomes.
public enum ChangeType {
    ASSIGNMENT_SCORED("org.belltower.assignment-scored.v1", AssignmentScored.class),
    GRADE_POSTED("org.belltower.grade-posted.v1", GradePosted.class),
    ATTENDANCE_RECORDED("org.belltower.attendance-recorded.v1", AttendanceRecorded.class),
    LUNCH_BALANCE_CHANGED("org.belltower.lunch-balance-changed.v1", LunchBalanceChanged.class),
    SCHEDULE_CHANGED("org.belltower.schedule-changed.v1", ScheduleChanged.class);

    private final String typeName;
    private final Class<? extends Change> dataClass;

    ChangeType(String typeName, Class<? extends Change> dataClass) {
        this.typeName = typeName;
        this.dataClass = dataClass;
    }

    /// The CloudEvents `type`.
    public String typeName() {
        return typeName;
    }

    public Class<? extends Change> dataClass() {
        return dataClass;
    }

    public static Optional<ChangeType> named(String typeName) {
        return Arrays.stream(values())
                .filter(type -> type.typeName.equals(typeName))
                .findFirst();
    }

    public static ChangeType of(Change change) {
        return switch (change) {
            case AssignmentScored _ -> ASSIGNMENT_SCORED;
            case GradePosted _ -> GRADE_POSTED;
            case AttendanceRecorded _ -> ATTENDANCE_RECORDED;
            case LunchBalanceChanged _ -> LUNCH_BALANCE_CHANGED;
            case ScheduleChanged _ -> SCHEDULE_CHANGED;
        };
    }
}
