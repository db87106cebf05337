package org.belltower.rules.attendance;

import java.util.Map;
import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.AttendanceRecorded.Mark;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.rules.attendance.AttendanceDay.Told;
import org.belltower.rules.compose.Kind;
import org.belltower.rules.trigger.Known;
import org.jspecify.annotations.Nullable;

/// Whom the record of one period is told (I-7, I-18), among those who may be told of attendance at all.
///
/// A device hears of a student's day at a school once, by the first record that the school tells of. If that very
/// record is corrected afterwards, whatever to, the device hears that too, once; so an absence that was none does not
/// stay with the family, and a teacher who is undecided does not ring four times. Who was not told of a
/// record is not told of its correction either: one that turns an absence into a lateness is no news to
/// those who never heard of the
/// absence.
/// A record that only now becomes one that the school tells of, as a presence that was an absence after all, is news.
///
/// Told means that a push was made. Whether it reached the phone nobody knows (A15).
///
/// A pure function of the record, what it was before, and the day; immutable.
public final class AttendanceRule {
    private final AttendanceRecorded record;
    private final boolean tellable;
    private final boolean correction;
    private final AttendanceDay day;

    private AttendanceRule(AttendanceRecorded record, boolean tellable, boolean correction, AttendanceDay day) {
        this.record = record;
        this.tellable = tellable;
        this.correction = correction;
        this.day = day;
    }

    /// @param previous what it was before; null if it is new
    /// @param notices what the school tells of
    /// @param day null if nobody was told anything yet
    public static AttendanceRule of(
            AttendanceRecorded record,
            @Nullable Known previous,
            AttendanceNotices notices,
            @Nullable AttendanceDay day) {
        return new AttendanceRule(
                record,
                notices.tell(record.mark()),
                previous != null
                        && Mark.of(previous.value()).filter(notices::tell).isPresent(),
                day == null ? AttendanceDay.empty(record.calendar()) : day);
    }

    /// What the school's choice has against telling a device.
    public Optional<Reason> barred(DeviceId device) {
        return tellable || wasTold(device) ? Optional.empty() : Optional.of(Reason.ATTENDANCE_NOT_TOLD);
    }

    /// What the day has against it, for a device against which nothing else stands.
    public Optional<Reason> repeated(DeviceId device) {
        Told told = day.told().get(device);
        if (told != null) {
            return wasTold(device) && !told.corrected() ? Optional.empty() : Optional.of(Reason.TOLD_THAT_DAY);
        }
        return correction ? Optional.of(Reason.NOT_TOLD_BEFORE) : Optional.empty();
    }

    /// As what a device is told of it.
    public Kind kind(DeviceId device) {
        return wasTold(device) ? Kind.UPDATE : Kind.NEWS;
    }

    private boolean wasTold(DeviceId device) {
        Told told = day.told().get(device);
        return told != null && told.item().equals(record.item());
    }

    /// The day once these devices were told.
    public AttendanceDay after(Map<DeviceId, Kind> tellings) {
        return day.with(record.item(), tellings);
    }
}
