package org.belltower.model.settings;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Mark;
import org.belltower.model.change.AttendanceRecorded.Status;

/// Which attendance a school tells families of (I-18): what has one of these statuses and one of these excuses.
///
/// @param statuses may be empty: then nothing is told but the correction of what was. PRESENT among them tells of
///     each presence
/// @param excuses may be empty, as above
public record AttendanceNotices(Set<Status> statuses, Set<Excuse> excuses) {
    /// That the student was not there, came late or left early, unless they were exempt, as on a school's excursion.
    public static final AttendanceNotices USUAL = new AttendanceNotices(
            Set.of(Status.ABSENT, Status.TARDY, Status.EARLY_RELEASE),
            Set.of(Excuse.EXCUSED, Excuse.UNEXCUSED, Excuse.UNKNOWN));

    public AttendanceNotices {
        statuses = sorted(required("statuses", statuses));
        excuses = sorted(required("excuses", excuses));
    }

    public boolean tell(Mark mark) {
        return statuses.contains(mark.status()) && excuses.contains(mark.excuse());
    }

    /// In the enum's order, so that equal settings are equal bytes.
    private static <E extends Enum<E>> Set<E> sorted(Set<E> set) {
        return Collections.unmodifiableSet(new TreeSet<>(set));
    }
}
