package org.belltower.local.demo.sample;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Family;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Binding.Permission;
import org.jspecify.annotations.Nullable;

/// What must become of each event, read off the mission's rows A1 to A11 and A17, and I-18: for every event it
/// looks through all that were posted before, and through everybody. It keeps nothing but what it said, and shares no
/// code with what it checks. Who the office may write to and quiet hours it does not ask about: they decide
/// nothing of changes yet; nor languages and detail, which decide what is said and not to whom.
final class SampleModel {
    /// Of pushes that were made and did not leave.
    private static final Set<Reason> NOT_REACHED = EnumSet.of(Reason.UNSUPPORTED_DEVICE, Reason.PERMISSION_DENIED);

    private final Map<Integer, Expectation> expected = new HashMap<>();
    private final District district;
    private final Map<DeviceId, Family.Device> devices;
    private final List<SampleEvent> events;

    SampleModel(District district, List<SampleEvent> events) {
        this.district = district;
        this.devices = district.devices();
        this.events = events;
    }

    Expectation expected(int index) {
        Expectation known = expected.get(index);
        if (known == null) {
            known = reckoned(index);
            expected.put(index, known);
        }
        return known;
    }

    private Expectation reckoned(int index) {
        SampleEvent event = events.get(index);
        List<SampleEvent> before =
                events.subList(0, index).stream().filter(event::isAbout).toList();
        if (before.stream().anyMatch(other -> other.id().equals(event.id()))) {
            return nobody(Reason.REPEAT);
        }
        SampleEvent newest =
                before.stream().max(Comparator.comparing(SampleEvent::at)).orElse(null);
        if (newest != null && event.at().compareTo(newest.at()) <= 0) {
            return nobody(Reason.OLDER_VERSION);
        }
        if (!event.live()) {
            return nobody(Reason.NOT_LIVE);
        }
        if (newest != null && newest.value().compareTo(event.value()) == 0) {
            return nobody(Reason.NO_CHANGE);
        }
        Optional<Reason> closed = closed(event);
        return closed.isPresent() ? nobody(closed.get()) : told(index, brought(before));
    }

    /// What brought the value that is known: a save that changes nothing leaves it as old as it was, so that the next
    /// change is the first one for a new threshold (A4, A6).
    private static @Nullable SampleEvent brought(List<SampleEvent> before) {
        SampleEvent newest = null;
        SampleEvent brought = null;
        for (SampleEvent event : before) {
            if (newest == null || event.at().compareTo(newest.at()) > 0) {
                if (newest == null || event.value().compareTo(newest.value()) != 0) {
                    brought = event;
                }
                newest = event;
            }
        }
        return brought;
    }

    private static Expectation nobody(Reason reason) {
        return new Expectation.Nobody(Set.of(reason));
    }

    /// A1, A3, A8, A10, A11.
    private Optional<Reason> closed(SampleEvent event) {
        if (!district.notifications()) {
            return Optional.of(Reason.DISTRICT_OFF);
        }
        if (event.category() == Category.LUNCH_BALANCE) {
            if (!district.foodService()) {
                return Optional.of(Reason.NO_FOOD_SERVICE);
            }
            boolean one = student(event.student()).calendars().stream()
                    .anyMatch(calendar -> closed(calendar, event.category()).isEmpty());
            return one ? Optional.empty() : Optional.of(Reason.NO_ACTIVE_SCHOOL);
        }
        return closed(event.calendar(), event.category());
    }

    private Optional<Reason> closed(CalendarId id, Category category) {
        District.Calendar calendar = district.calendars().get(id);
        if (calendar == null) {
            return Optional.of(Reason.CALENDAR_UNKNOWN);
        }
        if (calendar.excluded() || calendar.year() != district.activeYear()) {
            return Optional.of(Reason.NOT_ACTIVE_YEAR);
        }
        District.School school = Objects.requireNonNull(district.schools().get(calendar.school()));
        if (!school.displayOptions().contains(tool(category))) {
            return Optional.of(Reason.TOOL_NOT_DISPLAYED);
        }
        return school.contactPreferences().contains(category)
                ? Optional.empty()
                : Optional.of(Reason.CONTACT_PREFERENCE_OFF);
    }

    /// A10.
    private static Tool tool(Category category) {
        return switch (category) {
            case ASSIGNMENTS -> Tool.ASSIGNMENTS;
            case GRADES -> Tool.GRADES;
            case ATTENDANCE -> Tool.ATTENDANCE;
            case LUNCH_BALANCE -> Tool.FOOD_SERVICE;
            case RESPONSIVE_SCHEDULE -> Tool.SCHEDULE;
        };
    }

    private Family.Student student(StudentId id) {
        return district.families().stream()
                .flatMap(family -> family.students().entrySet().stream())
                .filter(student -> student.getKey().equals(id))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private Expectation told(int index, @Nullable SampleEvent previous) {
        SampleEvent event = events.get(index);
        boolean correction = false;
        Set<DeviceId> arrives = new LinkedHashSet<>();
        Map<DeviceId, Reason> skipped = new LinkedHashMap<>();
        for (DeviceId id : district.candidates(event.student())) {
            Family.Device device = Objects.requireNonNull(devices.get(id));
            List<SampleEvent> day = event.category() == Category.ATTENDANCE ? toldOfTheDay(index, id) : List.of();
            boolean told = !day.isEmpty() && day.getFirst().isAbout(event);
            Optional<Reason> reason = notTold(event, told)
                    .or(() -> person(device.user(), event.student()))
                    .or(() -> device(device, event, previous))
                    .or(() -> toldAlready(event, previous, day, told))
                    .or(() -> reached(device));
            reason.ifPresentOrElse(found -> skipped.put(id, found), () -> arrives.add(id));
            correction |= told && reason.isEmpty();
        }
        return new Expectation.Told(arrives, skipped, correction);
    }

    /// The records of the student's day at the school of which a push was made for the device. All that
    /// the sample tells of attendance is of one day.
    private List<SampleEvent> toldOfTheDay(int index, DeviceId device) {
        SampleEvent event = events.get(index);
        return IntStream.range(0, index)
                .filter(i -> events.get(i).category() == Category.ATTENDANCE)
                .filter(i -> events.get(i).student().equals(event.student()))
                .filter(i -> events.get(i).school().equals(event.school()))
                .filter(i -> expected(i) instanceof Expectation.Told told
                        && (told.arrives().contains(device)
                                || NOT_REACHED.contains(told.skipped().get(device))))
                .mapToObj(events::get)
                .toList();
    }

    /// I-18: presence is not told, unless it corrects what was.
    private static Optional<Reason> notTold(SampleEvent event, boolean told) {
        return event.category() == Category.ATTENDANCE && isPresence(event) && !told
                ? Optional.of(Reason.ATTENDANCE_NOT_TOLD)
                : Optional.empty();
    }

    /// I-18: once a day, once more for the correction of that, and that to nobody who did not hear of it.
    private static Optional<Reason> toldAlready(
            SampleEvent event, @Nullable SampleEvent previous, List<SampleEvent> day, boolean told) {
        if (event.category() != Category.ATTENDANCE) {
            return Optional.empty();
        }
        if (!day.isEmpty()) {
            return told && day.size() == 1 ? Optional.empty() : Optional.of(Reason.TOLD_THAT_DAY);
        }
        return previous != null && !isPresence(previous) ? Optional.of(Reason.NOT_TOLD_BEFORE) : Optional.empty();
    }

    private static boolean isPresence(SampleEvent attendance) {
        return attendance.status().equals("PRESENT");
    }

    /// A9.
    private Optional<Reason> person(PersonId person, StudentId student) {
        if (person.equals(student.asPerson())) {
            return Optional.empty();
        }
        Family.Relationship relationship = district.families().stream()
                .map(family -> family.guardians().get(person))
                .filter(Objects::nonNull)
                .map(guardian -> guardian.of().get(student))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        if (!relationship.portal()) {
            return Optional.of(Reason.NO_PORTAL);
        }
        if (relationship.restricted()) {
            return Optional.of(Reason.RESTRICTED);
        }
        boolean begun = relationship.starts() == null || relationship.starts().offset() <= 0;
        boolean ended = relationship.ends() != null && relationship.ends().offset() < 0;
        return begun && !ended ? Optional.empty() : Optional.of(Reason.RELATIONSHIP_NOT_CURRENT);
    }

    /// A7, A5, A6.
    private Optional<Reason> device(Family.Device device, SampleEvent event, @Nullable SampleEvent previous) {
        if (device.loggedOut()) {
            return Optional.of(Reason.SIGNED_OUT);
        }
        if (!device.stayLoggedIn()) {
            return Optional.of(Reason.NOT_STAY_LOGGED_IN);
        }
        Choice choice = choice(device, event.category());
        if (!choice.on()) {
            return Optional.of(Reason.NOT_SUBSCRIBED);
        }
        BigDecimal below = choice.below();
        if (below != null && !crosses(event.value(), below, previous)) {
            return Optional.of(Reason.THRESHOLD_NOT_CROSSED);
        }
        return Optional.empty();
    }

    /// A17, and what the phone's user lets the app do: asked when a push leaves.
    private Optional<Reason> reached(Family.Device device) {
        if (!district.supports(device)) {
            return Optional.of(Reason.UNSUPPORTED_DEVICE);
        }
        return device.permission() == Permission.DENIED ? Optional.of(Reason.PERMISSION_DENIED) : Optional.empty();
    }

    /// What is mandatory is on, and every change is told. Else what was chosen for the device, else what its user chose
    /// for all of theirs. What nobody chose is off (A5, I-43).
    private Choice choice(Family.Device device, Category category) {
        if (district.isMandatory(category)) {
            return Choice.EVERY_CHANGE;
        }
        Choice own = device.choices().get(category);
        if (own != null) {
            return own;
        }
        return district.preferences(device.user())
                .map(chosen -> chosen.categories().get(category))
                .orElse(Choice.OFF);
    }

    /// New < t, and previous >= t, or unknown, or from before the choice was made (A6, I-14).
    private static boolean crosses(BigDecimal value, BigDecimal below, @Nullable SampleEvent previous) {
        return value.compareTo(below) < 0
                && (previous == null
                        || previous.at().compareTo(Duration.ZERO) < 0
                        || previous.value().compareTo(below) >= 0);
    }
}
