package org.belltower.model.audience;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.wire.RecordKey;

/// Who may be told about one student, as committed in the system of record at one moment.
///
/// @param version grows with each computation; a reader ignores a lower one
/// @param calendars those the student is enrolled in, of any year: what a change without a calendar is gated by (A11)
/// @param members the student and the guardians, also those who may see nothing: each leaves a reason
public record Audience(
        DistrictId district, StudentId student, long version, Set<CalendarId> calendars, List<Member> members) {
    public Audience {
        required("district", district);
        required("student", student);
        calendars = Collections.unmodifiableSet(new LinkedHashSet<>(required("calendars", calendars)));
        members = List.copyOf(required("members", members));
    }

    public RecordKey key() {
        return new RecordKey(district, student.value());
    }
}
