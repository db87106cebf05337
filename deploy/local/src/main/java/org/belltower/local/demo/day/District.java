package org.belltower.local.demo.day;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonCreator;
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
import org.jspecify.annotations.Nullable;

/// A district as it stands before the first event.
///
/// @param notifications the master switch
/// @param producers client ids, each with the CloudEvents sources that belong to it
/// @param options what it decides about what its people choose; null as a new district has it
/// @param platforms its table of supported platforms by row; empty: everything is supported
public record District(
        @JsonProperty("district") DistrictId id,
        String name,
        boolean notifications,
        boolean foodService,
        int activeYear,
        Map<String, List<String>> producers,
        Map<SchoolId, School> schools,
        Map<CalendarId, Calendar> calendars,
        List<Family> families,
        @Nullable PortalOptions options,
        Map<String, Platform> platforms) {
    public District {
        required("district", id);
        required("name", name);
        producers = Ordered.copy(required("producers", producers));
        schools = Ordered.copy(required("schools", schools));
        calendars = Ordered.copy(required("calendars", calendars));
        families = List.copyOf(required("families", families));
        platforms = Ordered.copy(platforms);
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
    /// @param excluded whether its records notify nobody, whatever its year; left out: no
    public record Calendar(SchoolId school, int year, Day starts, Day ends, boolean excluded) {
        public Calendar {
            required("school", school);
            required("starts", starts);
            required("ends", ends);
        }

        @JsonCreator
        static Calendar written(
                @JsonProperty("school") SchoolId school,
                @JsonProperty("year") int year,
                @JsonProperty("starts") Day starts,
                @JsonProperty("ends") Day ends,
                @JsonProperty("excluded") @Nullable Boolean excluded) {
            return new Calendar(school, year, starts, ends, Boolean.TRUE.equals(excluded));
        }
    }

    /// What a district decides about what its people choose.
    ///
    /// @param mandatory the categories that are on for every device (I-43); they become so once everybody
    ///     has chosen
    /// @param guardiansOfAdults `KEEP` or `END`
    public record PortalOptions(
            Set<Category> mandatory, boolean detailPermitted, String defaultLanguage, String guardiansOfAdults) {
        public PortalOptions {
            mandatory = Set.copyOf(required("mandatory", mandatory));
            required("defaultLanguage", defaultLanguage);
            required("guardiansOfAdults", guardiansOfAdults);
        }
    }

    /// What is asked of a platform's phones, or its tablets (A17).
    ///
    /// @param minimum the lowest version when people sign in; one or more whole numbers, none of them a last 0
    /// @param raised to what it is raised once they have; null if it is not
    public record Platform(
            String platform,
            String deviceClass,
            Day since,
            String minimum,
            @Nullable String raised,
            String reason) {
        public Platform {
            required("platform", platform);
            required("deviceClass", deviceClass);
            required("since", since);
            required("minimum", minimum);
            required("reason", reason);
        }

        private boolean supports(Family.Handset handset) {
            return platform.equals(handset.platform())
                    && deviceClass.equals(handset.deviceClass())
                    && !handset.isBelow(raised == null ? minimum : raised);
        }
    }

    /// Whether the table has a row for the device, as it stands when everything is loaded. Without a
    /// table everything is supported, and of a device that nobody told about nobody knows.
    public boolean supports(Device device) {
        Family.Handset handset = device.handset();
        return handset == null
                || platforms.isEmpty()
                || platforms.values().stream().anyMatch(row -> row.supports(handset));
    }

    /// Whether the category is on for everybody.
    public boolean isMandatory(Category category) {
        return options != null && options.mandatory().contains(category);
    }

    /// What a person chose for all of their devices; empty if nothing.
    public Optional<Family.Preferences> preferences(PersonId person) {
        return families.stream()
                .map(family -> family.preferences().get(person))
                .filter(Objects::nonNull)
                .findFirst();
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
