package org.belltower.rules.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.SchoolSettings;

/// All rules that decide at once, told again from the mission and as slowly as they can be: whatever is asked is
/// answered by looking through all that ever happened. It keeps no memory of items, no flag and no day, and calls
/// nothing of what it is the model of.
public final class RulesModel {
    private final Map<Category, Duration> timesToLive;
    private final Duration patience;
    private final Past past = new Past();
    private final ToldSettings settings = new ToldSettings();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<StudentId, Audience> audiences = new HashMap<>();

    public RulesModel(Map<Category, Duration> timesToLive, Duration patience) {
        this.timesToLive = Map.copyOf(timesToLive);
        this.patience = patience;
    }

    private record Waiting(ChangeEvent event, Instant accepted, Instant since) {}

    ToldSettings settings() {
        return settings;
    }

    List<Fate> audience(Audience audience, Instant now) {
        Audience known = audiences.get(audience.student());
        if (known == null || audience.version() >= known.version()) {
            audiences.put(audience.student(), audience);
        }
        return decideWaiting(audience.student(), now);
    }

    List<Fate> erased(StudentId student, Instant now) {
        List<Fate> fates = decideWaiting(student, now);
        audiences.remove(student);
        past.forget(student);
        return fates;
    }

    private List<Fate> decideWaiting(StudentId student, Instant now) {
        List<Waiting> theirs = waiting.stream()
                .filter(one -> one.event().change().student().equals(student))
                .toList();
        return decide(theirs, now);
    }

    List<Fate> timeIs(Instant now) {
        List<Waiting> over = waiting.stream()
                .filter(one -> !one.since().plus(patience).isAfter(now))
                .toList();
        return decide(over, now);
    }

    private List<Fate> decide(List<Waiting> over, Instant now) {
        waiting.removeAll(over);
        return over.stream()
                .map(one -> decide(one.event(), one.accepted(), now))
                .toList();
    }

    /// @param now when it is accepted, and read
    List<Fate> happened(ChangeEvent event, Instant now) {
        StudentId student = event.change().student();
        boolean behind =
                waiting.stream().anyMatch(one -> one.event().change().student().equals(student));
        if (!audiences.containsKey(student) && (behind || past.noNews(event) == null)) {
            waiting.add(new Waiting(event, now, now));
            return List.of();
        }
        return List.of(decide(event, now, now));
    }

    private Fate decide(ChangeEvent event, Instant accepted, Instant now) {
        Reason noNews = past.noNews(event);
        Audience audience = audiences.get(event.change().student());
        Reason whole = noNews == null && audience == null ? Reason.NO_AUDIENCE : noNews;
        Map<DeviceId, String> fates = new LinkedHashMap<>();
        if (whole == null && audience != null) {
            ToldSettings.Way way = settings.way(event.change(), audience, accepted);
            for (Member member : audience.members()) {
                for (AudienceDevice device : member.devices()) {
                    if (!fates.containsKey(device.device())) {
                        fates.put(device.device(), fate(event, way, member, device, accepted, now));
                    }
                }
            }
        }
        Fate fate = new Fate(event.id(), whole, fates);
        if (audience != null || !(event.step() instanceof ItemStep.Delete) || past.knows(event)) {
            past.add(event, accepted, fate);
        }
        return fate;
    }

    // The gates, the widest first.

    private String fate(
            ChangeEvent event,
            ToldSettings.Way way,
            Member member,
            AudienceDevice device,
            Instant accepted,
            Instant now) {
        ChangeEvent known = past.known(event);
        return switch (way) {
            case ToldSettings.Way.Closed closed -> closed.reason().name();
            case ToldSettings.Way.Open open -> {
                LocalDate today = LocalDate.ofInstant(now, open.school().zone());
                Attendance attendance = attendance(event, open.school(), device.device());
                yield attendance
                        .barred()
                        .or(() -> Persons.barred(member.standing(), today))
                        .or(() -> Persons.barred(
                                device,
                                event,
                                settings.isMandatory(event.change().category()),
                                known,
                                known == null ? null : past.since(known)))
                        .or(attendance::repeated)
                        .or(() -> tooOld(event, accepted, now))
                        .map(Reason::name)
                        .orElse(attendance.isUpdate() ? Fate.UPDATE : Fate.NEWS);
            }
        };
    }

    /// I-22.
    private Optional<Reason> tooOld(ChangeEvent event, Instant accepted, Instant now) {
        Instant time = event.order().time();
        Instant happened = time.isAfter(accepted) ? accepted : time;
        Duration life = Objects.requireNonNull(timesToLive.get(event.change().category()));
        return happened.plus(life).isAfter(now) ? Optional.empty() : Optional.of(Reason.TOO_OLD);
    }

    private Attendance attendance(ChangeEvent event, SchoolSettings school, DeviceId device) {
        if (!(event.change() instanceof AttendanceRecorded record)) {
            return new Attendance(true, false, Past.Told.NOTHING);
        }
        ChangeEvent before = past.known(event);
        return new Attendance(
                isTold(school, record), before != null && isTold(school, before), past.told(event, device));
    }

    private static boolean isTold(SchoolSettings school, ChangeEvent event) {
        return event.change() instanceof AttendanceRecorded record && isTold(school, record);
    }

    private static boolean isTold(SchoolSettings school, AttendanceRecorded record) {
        return !Boolean.FALSE.equals(record.instructional())
                && school.attendanceNotices().statuses().contains(record.status())
                && school.attendanceNotices().excuses().contains(record.excuse());
    }

    /// I-18: once a day, and a correction to those who were told.
    ///
    /// @param tellable whether the school tells of such a record
    /// @param wasTellable whether it was already something that the school tells of: then this is its correction
    /// @param told what the device was told of the day
    private record Attendance(boolean tellable, boolean wasTellable, Past.Told told) {
        Optional<Reason> barred() {
            return tellable || told.thisRecord() ? Optional.empty() : Optional.of(Reason.ATTENDANCE_NOT_TOLD);
        }

        Optional<Reason> repeated() {
            if (told.anything()) {
                return told.thisRecord() && !told.corrected() ? Optional.empty() : Optional.of(Reason.TOLD_THAT_DAY);
            }
            return wasTellable ? Optional.of(Reason.NOT_TOLD_BEFORE) : Optional.empty();
        }

        boolean isUpdate() {
            return told.anything();
        }
    }
}
