package org.belltower.rules.streams;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.SchoolId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.audience.Subscription;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.AttendanceRecorded.Mark;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.change.SchoolChange;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.change.Value;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.jspecify.annotations.Nullable;

/// All rules that decide at once, told again from the mission and as slowly as they can be: whatever is asked is
/// answered by looking through all that ever happened. It keeps no memory of items, no flag and no day, and calls
/// nothing of what it is the model of.
final class RulesModel {
    private static final String NEWS = "news";
    private static final String UPDATE = "update";
    /// Of the copies of older events nobody need know which they are: the order tells that they are old.
    private static final int COPIES_KNOWN = 8;

    private final Duration timeToLive;
    private final Duration patience;
    private final List<Past> past = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<StudentId, Audience> audiences = new HashMap<>();
    private final Map<SchoolId, SchoolSettings> schools = new HashMap<>();
    private final Map<CalendarId, CalendarSettings> calendars = new HashMap<>();
    private @Nullable DistrictSettings district;

    RulesModel(Duration timeToLive, Duration patience) {
        this.timeToLive = timeToLive;
        this.patience = patience;
    }

    /// What must become of an event.
    ///
    /// @param reason why nobody is told; null if each device has its own fate
    /// @param fates news, update, or the reason why not
    record Fate(EventId event, @Nullable Reason reason, Map<DeviceId, String> fates) {}

    private record Past(ChangeEvent event, @Nullable Reason reason, Map<DeviceId, String> fates) {
        boolean advanced() {
            return reason != Reason.REPEAT && reason != Reason.OLDER_VERSION;
        }
    }

    private record Waiting(ChangeEvent event, Instant accepted, Instant since) {}

    void district(DistrictSettings settings) {
        district = settings;
    }

    void school(SchoolSettings settings) {
        schools.put(settings.school(), settings);
    }

    void calendar(CalendarSettings settings) {
        calendars.put(settings.calendar(), settings);
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
        past.removeIf(one -> one.event().change().student().equals(student));
        return fates;
    }

    private List<Fate> decideWaiting(StudentId student, Instant now) {
        List<Waiting> theirs = waiting.stream()
                .filter(one -> one.event().change().student().equals(student))
                .toList();
        waiting.removeAll(theirs);
        return theirs.stream()
                .map(one -> decide(one.event(), one.accepted(), now))
                .toList();
    }

    List<Fate> timeIs(Instant now) {
        List<Waiting> over = waiting.stream()
                .filter(one -> !one.since().plus(patience).isAfter(now))
                .toList();
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
        if (!audiences.containsKey(student) && (behind || noNews(event) == null)) {
            waiting.add(new Waiting(event, now, now));
            return List.of();
        }
        return List.of(decide(event, now, now));
    }

    private Fate decide(ChangeEvent event, Instant accepted, Instant now) {
        Reason noNews = noNews(event);
        Audience audience = audiences.get(event.change().student());
        Reason whole = noNews == null && audience == null ? Reason.NO_AUDIENCE : noNews;
        Map<DeviceId, String> fates = new LinkedHashMap<>();
        if (whole == null) {
            for (Member member : Objects.requireNonNull(audience).members()) {
                for (AudienceDevice device : member.devices()) {
                    if (!fates.containsKey(device.device())) {
                        fates.put(device.device(), fate(event, audience, member, device, accepted, now));
                    }
                }
            }
        }
        past.add(new Past(event, whole, fates));
        return new Fate(event.id(), whole, fates);
    }

    // A4, I-11 to I-13, I-16, I-21.

    private @Nullable Reason noNews(ChangeEvent event) {
        List<Past> item = ofItem(event);
        if (isCopy(event, item)) {
            return Reason.REPEAT;
        }
        List<ChangeEvent> advanced =
                item.stream().filter(Past::advanced).map(Past::event).toList();
        if (!advanced.isEmpty() && !isAfter(event, advanced.getLast())) {
            return Reason.OLDER_VERSION;
        }
        if (event.step() instanceof ItemStep.Delete) {
            return Reason.ITEM_GONE;
        }
        if (event.origin() != Origin.LIVE) {
            return Reason.NOT_LIVE;
        }
        ChangeEvent known = known(advanced);
        if (known != null && known.change().value().equals(event.change().value())) {
            return Reason.NO_CHANGE;
        }
        return event.change() instanceof AttendanceRecorded attendance
                        && Boolean.FALSE.equals(attendance.instructional())
                ? Reason.NOT_INSTRUCTIONAL
                : null;
    }

    private List<Past> ofItem(ChangeEvent event) {
        return past.stream()
                .filter(one -> one.event()
                                .change()
                                .student()
                                .equals(event.change().student())
                        && one.event().change().category() == event.change().category()
                        && one.event().change().item().equals(event.change().item()))
                .toList();
    }

    private static boolean isCopy(ChangeEvent event, List<Past> item) {
        List<EventId> ids = item.stream()
                .filter(one -> one.reason() != Reason.REPEAT)
                .map(one -> one.event().id())
                .toList();
        return ids.subList(Math.max(0, ids.size() - COPIES_KNOWN), ids.size()).contains(event.id());
    }

    /// By position in the log of one source, else by time.
    private static boolean isAfter(ChangeEvent event, ChangeEvent other) {
        SourcePosition position = event.order().position();
        SourcePosition before = other.order().position();
        boolean sameLog = event.id().client().equals(other.id().client())
                && event.id().source().equals(other.id().source());
        if (sameLog && position != null && before != null) {
            return position.compareTo(before) > 0;
        }
        return event.order().time().isAfter(other.order().time());
    }

    /// The event that brought the value that is known: of equal ones in a row the first; the end of an item
    /// brings none, unless it is the first that is heard of it.
    private static @Nullable ChangeEvent known(List<ChangeEvent> advanced) {
        ChangeEvent brought = null;
        for (ChangeEvent event : advanced) {
            boolean end = event.step() instanceof ItemStep.Delete;
            if (brought == null
                    || (!end && !event.change().value().equals(brought.change().value()))) {
                brought = event;
            }
        }
        return brought;
    }

    // The gates, the widest first.

    private String fate(
            ChangeEvent event, Audience audience, Member member, AudienceDevice device, Instant accepted, Instant now) {
        Change change = event.change();
        Category category = change.category();
        if (district == null) {
            return Reason.DISTRICT_UNKNOWN.name();
        }
        // A1.
        Instant switchedOn = district.switchedOn();
        if (!district.notifications() || (switchedOn != null && switchedOn.isAfter(accepted))) {
            return Reason.DISTRICT_OFF.name();
        }
        // A3.
        if (category == Category.LUNCH_BALANCE && !district.foodService()) {
            return Reason.NO_FOOD_SERVICE.name();
        }
        SchoolSettings school = null;
        if (change instanceof SchoolChange ofSchool) {
            Reason closed = closed(ofSchool.calendar(), ofSchool.school(), category);
            if (closed != null) {
                return closed.name();
            }
            school = schools.get(ofSchool.school());
        } else {
            // A11: one is enough.
            for (CalendarId id : inOrder(audience)) {
                CalendarSettings calendar = calendars.get(id);
                if (calendar != null && closed(id, calendar.school(), category) == null && school == null) {
                    school = schools.get(calendar.school());
                }
            }
            if (school == null) {
                return Reason.NO_ACTIVE_SCHOOL.name();
            }
        }
        Told told = change instanceof AttendanceRecorded attendance ? told(attendance, device.device()) : Told.NOTHING;
        // I-18: what the school tells of.
        if (change instanceof AttendanceRecorded attendance
                && !isTold(school, attendance.mark())
                && !told.thisRecord()) {
            return Reason.ATTENDANCE_NOT_TOLD.name();
        }
        // A9.
        if (member.standing() instanceof Standing.Guardian guardian) {
            LocalDate today =
                    LocalDate.ofInstant(now, Objects.requireNonNull(school).zone());
            if (!guardian.portal()) {
                return Reason.NO_PORTAL.name();
            }
            if (guardian.restricted()) {
                return Reason.RESTRICTED.name();
            }
            if ((guardian.starts() != null && today.isBefore(guardian.starts()))
                    || (guardian.ends() != null && today.isAfter(guardian.ends()))) {
                return Reason.RELATIONSHIP_NOT_CURRENT.name();
            }
        }
        // A7.
        if (device.session() != SessionState.KEPT) {
            return (device.session() == SessionState.SIGNED_OUT ? Reason.SIGNED_OUT : Reason.NOT_STAY_LOGGED_IN).name();
        }
        // A5, A6, I-43.
        if (!district.mandatory().contains(category)) {
            Subscription subscription = device.subscriptions().get(category);
            if (subscription == null) {
                return Reason.NOT_SUBSCRIBED.name();
            }
            if (!crosses(event, subscription)) {
                return Reason.THRESHOLD_NOT_CROSSED.name();
            }
        }
        // I-18: once a day, and a correction to those who were told.
        String kind = NEWS;
        if (change instanceof AttendanceRecorded attendance) {
            if (told.anything()) {
                if (!told.thisRecord() || told.corrected()) {
                    return Reason.TOLD_THAT_DAY.name();
                }
                kind = UPDATE;
            } else if (wasToBeTold(attendance, event, school)) {
                return Reason.NOT_TOLD_BEFORE.name();
            }
        }
        // I-22.
        Instant happened = event.order().time().isAfter(accepted)
                ? accepted
                : event.order().time();
        return happened.plus(timeToLive).isAfter(now) ? kind : Reason.TOO_OLD.name();
    }

    private static List<CalendarId> inOrder(Audience audience) {
        return audience.calendars().stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
    }

    /// A8, A10, A11.
    private @Nullable Reason closed(CalendarId id, SchoolId schoolId, Category category) {
        CalendarSettings calendar = calendars.get(id);
        if (calendar == null || !calendar.school().equals(schoolId)) {
            return Reason.CALENDAR_UNKNOWN;
        }
        if (calendar.excluded()
                || calendar.year() != Objects.requireNonNull(district).activeYear()) {
            return Reason.NOT_ACTIVE_YEAR;
        }
        SchoolSettings school = schools.get(schoolId);
        if (school == null) {
            return Reason.SCHOOL_UNKNOWN;
        }
        if (!school.displayOptions().contains(tool(category))) {
            return Reason.TOOL_NOT_DISPLAYED;
        }
        return school.contactPreferences().contains(category) ? null : Reason.CONTACT_PREFERENCE_OFF;
    }

    private static Tool tool(Category category) {
        return switch (category) {
            case ASSIGNMENTS -> Tool.ASSIGNMENTS;
            case GRADES -> Tool.GRADES;
            case ATTENDANCE -> Tool.ATTENDANCE;
            case LUNCH_BALANCE -> Tool.FOOD_SERVICE;
            case RESPONSIVE_SCHEDULE -> Tool.SCHEDULE;
        };
    }

    /// Fires when new < t and (previous >= t, or unknown, or older than the choice).
    private boolean crosses(ChangeEvent event, Subscription subscription) {
        if (subscription.threshold() == null) {
            return true;
        }
        BigDecimal below = subscription.threshold().below();
        BigDecimal now = number(event.change().value());
        if (now == null || now.compareTo(below) >= 0) {
            return false;
        }
        ChangeEvent previous = previous(event);
        BigDecimal before = previous == null ? null : number(previous.change().value());
        Instant chosen = subscription.since().isAfter(subscription.threshold().since())
                ? subscription.since()
                : subscription.threshold().since();
        return previous == null
                || before == null
                || before.compareTo(below) >= 0
                || previous.order().time().isBefore(chosen);
    }

    private static @Nullable BigDecimal number(Value value) {
        return switch (value) {
            case Value.Quantity quantity -> quantity.number();
            case Value.Letter letter -> letter.worth();
            case Value.State _ -> null;
        };
    }

    private @Nullable ChangeEvent previous(ChangeEvent event) {
        return known(
                ofItem(event).stream().filter(Past::advanced).map(Past::event).toList());
    }

    // What was told of a day.

    /// @param anything of the student's day at the school
    /// @param thisRecord whether it was this very record
    /// @param corrected whether that was corrected since
    private record Told(boolean anything, boolean thisRecord, boolean corrected) {
        static final Told NOTHING = new Told(false, false, false);
    }

    private Told told(AttendanceRecorded record, DeviceId device) {
        List<Past> day = past.stream()
                .filter(one -> one.event().change() instanceof AttendanceRecorded other
                        && other.student().equals(record.student())
                        && other.school().equals(record.school())
                        && other.date().equals(record.date()))
                .filter(one -> List.of(NEWS, UPDATE).contains(one.fates().getOrDefault(device, "")))
                .toList();
        if (day.isEmpty()) {
            return Told.NOTHING;
        }
        boolean thisRecord = day.getFirst().event().change().item().equals(record.item());
        return new Told(true, thisRecord, day.size() > 1);
    }

    private static boolean isTold(@Nullable SchoolSettings school, Mark mark) {
        return school != null
                && school.attendanceNotices().statuses().contains(mark.status())
                && school.attendanceNotices().excuses().contains(mark.excuse());
    }

    /// Whether it was already something that the school tells of: then this is its correction.
    private boolean wasToBeTold(AttendanceRecorded record, ChangeEvent event, @Nullable SchoolSettings school) {
        ChangeEvent previous = previous(event);
        return previous != null
                && previous.change() instanceof AttendanceRecorded before
                && before.item().equals(record.item())
                && isTold(school, before.mark());
    }
}
