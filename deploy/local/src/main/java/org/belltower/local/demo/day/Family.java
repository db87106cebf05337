package org.belltower.local.demo.day;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.push.Binding.Permission;
import org.jspecify.annotations.Nullable;

/// Students, those who care for them, and their devices. For the reader alone: the suite knows no families.
///
/// @param title who they are and what they show
/// @param preferences what its people chose for all of their devices; who is not named has chosen nothing
public record Family(
        @JsonProperty("family") String title,
        Map<StudentId, Student> students,
        Map<PersonId, Guardian> guardians,
        Map<DeviceId, Device> devices,
        Map<PersonId, Preferences> preferences) {
    public Family {
        required("family", title);
        students = Ordered.copy(students);
        guardians = Ordered.copy(guardians);
        devices = Ordered.copy(devices);
        preferences = Ordered.copy(preferences);
    }

    /// Who may sign in.
    public Set<PersonId> people() {
        return Stream.concat(
                        guardians.keySet().stream(), students.keySet().stream().map(StudentId::asPerson))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// A student.
    ///
    /// @param calendars those the student is enrolled in
    public record Student(String name, List<CalendarId> calendars) {
        public Student {
            required("name", name);
            calendars = List.copyOf(required("calendars", calendars));
        }
    }

    /// A guardian.
    ///
    /// @param of the relationships, by student
    public record Guardian(String name, Map<StudentId, Relationship> of) {
        public Guardian {
            required("name", name);
            of = Ordered.copy(required("of", of));
        }
    }

    /// What a guardian is to a student. Left out: the Portal flag on, nothing restricted, no first and no last day, and
    /// the office may write.
    ///
    /// @param officeMayWrite `notify` of the roster, which gates nothing of what is told here
    public record Relationship(
            boolean portal,
            boolean restricted,
            @Nullable Day starts,
            @Nullable Day ends,
            boolean officeMayWrite) {
        @JsonCreator
        static Relationship written(
                @JsonProperty("portal") @Nullable Boolean portal,
                @JsonProperty("restricted") @Nullable Boolean restricted,
                @JsonProperty("starts") @Nullable Day starts,
                @JsonProperty("ends") @Nullable Day ends,
                @JsonProperty("notify") @Nullable Boolean notify) {
            return new Relationship(
                    !Boolean.FALSE.equals(portal),
                    Boolean.TRUE.equals(restricted),
                    starts,
                    ends,
                    !Boolean.FALSE.equals(notify));
        }
    }

    /// A device with the sign-in that counts.
    ///
    /// @param user who signed in last
    /// @param stayLoggedIn whether with Stay Logged In; left out: yes
    /// @param loggedOut whether the user logged out after that
    /// @param choices what is chosen for it; a category that is left out is as the user chose for all devices
    /// @param officeMessages whether the office may write to the user here; left out: yes
    /// @param handset what it is; null if its app does not tell
    /// @param before who had signed in earlier, if anyone, and never logged out
    public record Device(
            PersonId user,
            Provider platform,
            boolean stayLoggedIn,
            boolean loggedOut,
            Permission permission,
            Map<Category, Choice> choices,
            boolean officeMessages,
            @Nullable Handset handset,
            @Nullable Earlier before) {
        public Device {
            required("user", user);
            required("platform", platform);
            choices = Ordered.copy(choices);
        }

        @JsonCreator
        static Device written(
                @JsonProperty("user") PersonId user,
                @JsonProperty("platform") Provider platform,
                @JsonProperty("stayLoggedIn") @Nullable Boolean stayLoggedIn,
                @JsonProperty("loggedOut") @Nullable Boolean loggedOut,
                @JsonProperty("permission") @Nullable Permission permission,
                @JsonProperty("choices") @Nullable Map<Category, Choice> choices,
                @JsonProperty("officeMessages") @Nullable Boolean officeMessages,
                @JsonProperty("handset") @Nullable Handset handset,
                @JsonProperty("before") @Nullable Earlier before) {
            return new Device(
                    user,
                    platform,
                    !Boolean.FALSE.equals(stayLoggedIn),
                    Boolean.TRUE.equals(loggedOut),
                    permission == null ? Permission.ALLOWED : permission,
                    choices == null ? Map.of() : choices,
                    !Boolean.FALSE.equals(officeMessages),
                    handset,
                    before);
        }
    }

    /// What a phone or tablet is, as its app tells it.
    ///
    /// @param osVersion whole numbers joined by dots
    public record Handset(String platform, String deviceClass, String osVersion, String model, String screen) {
        public Handset {
            required("platform", platform);
            required("deviceClass", deviceClass);
            required("osVersion", osVersion);
            required("model", model);
            required("screen", screen);
        }

        boolean isBelow(String minimum) {
            return Arrays.compare(numbers(osVersion), numbers(minimum)) < 0;
        }

        private static int[] numbers(String version) {
            return Stream.of(version.split("\\.", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }
    }

    /// What a person chose for all of their devices.
    ///
    /// @param categories one that is left out is off
    /// @param language null: the district's
    /// @param detail consent to detail
    /// @param quietHours null: none
    public record Preferences(
            Map<Category, Choice> categories,
            @Nullable String language,
            boolean detail,
            @Nullable QuietHours quietHours) {
        public Preferences {
            categories = Ordered.copy(categories);
        }
    }

    /// When a person wants to be left alone.
    ///
    /// @param zone null: at the school
    public record QuietHours(
            String from, String to, @Nullable String zone) {
        public QuietHours {
            required("from", from);
            required("to", to);
        }
    }

    /// A sign-in that another user's replaced.
    public record Earlier(PersonId user, Map<Category, Choice> choices) {
        public Earlier {
            required("user", user);
            choices = Ordered.copy(choices);
        }
    }
}
