package org.belltower.local.demo.day;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.local.demo.day.Family.Device;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;

/// A district as it stands before the first event.
///
/// @param notifications the master switch
/// @param producers client ids, each with the CloudEvents sources that belong to it
public record District(
        @JsonProperty("district") DistrictId id,
        String name,
        boolean notifications,
        boolean foodService,
        int activeYear,
        Map<String, List<String>> producers,
        Map<SchoolId, School> schools,
        Map<CalendarId, Calendar> calendars,
        List<Family> families) {
    public District {
        required("district", id);
        required("name", name);
        producers = Ordered.copy(required("producers", producers));
        schools = Ordered.copy(required("schools", schools));
        calendars = Ordered.copy(required("calendars", calendars));
        families = List.copyOf(required("families", families));
    }

    /// A school.
    public record School(String name, ZoneId zone, Set<Tool> displayOptions, Set<Category> contactPreferences) {
        public School {
            required("name", name);
            required("zone", zone);
            displayOptions = Set.copyOf(required("displayOptions", displayOptions));
            contactPreferences = Set.copyOf(required("contactPreferences", contactPreferences));
        }
    }

    /// A calendar of a school.
    ///
    /// @param year by the calendar year in which it ends
    public record Calendar(SchoolId school, int year, Day starts, Day ends) {
        public Calendar {
            required("school", school);
            required("starts", starts);
            required("ends", ends);
        }
    }

    /// Every device, in the order of the file.
    public Map<DeviceId, Device> devices() {
        Map<DeviceId, Device> devices = new LinkedHashMap<>();
        families.forEach(family -> devices.putAll(family.devices()));
        return devices;
    }

    public Set<StudentId> students() {
        return families.stream()
                .flatMap(family -> family.students().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public Set<PersonId> people() {
        return families.stream()
                .flatMap(family -> family.people().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// The devices whose user is the student or one of its guardians, whatever each of them may see.
    public Set<DeviceId> candidates(StudentId student) {
        Set<PersonId> audience = families.stream()
                .flatMap(family -> family.guardians().entrySet().stream())
                .filter(guardian -> guardian.getValue().of().containsKey(student))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        audience.add(student.asPerson());
        return devices().entrySet().stream()
                .filter(device -> audience.contains(device.getValue().user()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Who is signed in on a device.
    ///
    /// @throws IllegalArgumentException if there is no such device
    public PersonId user(DeviceId id) {
        Device device = devices().get(id);
        if (device == null) {
            throw new IllegalArgumentException("no device " + id);
        }
        return device.user();
    }

    /// What a guardian is to a student; empty if nothing.
    public Optional<Family.Relationship> relationship(PersonId guardian, StudentId student) {
        return families.stream()
                .map(family -> family.guardians().get(guardian))
                .filter(Objects::nonNull)
                .map(found -> found.of().get(student))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// The zone in which the days of a student's relationships are counted: the first school's.
    ///
    /// @throws IllegalArgumentException if there is no such student
    public ZoneId zone(StudentId student) {
        return families.stream()
                .flatMap(family -> family.students().entrySet().stream())
                .filter(entry -> entry.getKey().equals(student))
                .map(entry -> calendars.get(entry.getValue().calendars().getFirst()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(calendar -> zone(calendar.school()))
                .orElseThrow(() -> new IllegalArgumentException("no student " + student));
    }

    /// @throws IllegalArgumentException if there is no such school
    public ZoneId zone(SchoolId id) {
        School school = schools.get(id);
        if (school == null) {
            throw new IllegalArgumentException("no school " + id);
        }
        return school.zone();
    }
}
