package org.belltower.local.demo.day;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
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
public record Family(
        @JsonProperty("family") String title,
        Map<StudentId, Student> students,
        Map<PersonId, Guardian> guardians,
        Map<DeviceId, Device> devices) {
    public Family {
        required("family", title);
        students = Ordered.copy(students);
        guardians = Ordered.copy(guardians);
        devices = Ordered.copy(devices);
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

    /// What a guardian is to a student. Left out: the Portal flag on, nothing restricted, no first and no last day.
    public record Relationship(
            boolean portal,
            boolean restricted,
            @Nullable Day starts,
            @Nullable Day ends) {
        @JsonCreator
        static Relationship written(
                @JsonProperty("portal") @Nullable Boolean portal,
                @JsonProperty("restricted") @Nullable Boolean restricted,
                @JsonProperty("starts") @Nullable Day starts,
                @JsonProperty("ends") @Nullable Day ends) {
            return new Relationship(!Boolean.FALSE.equals(portal), Boolean.TRUE.equals(restricted), starts, ends);
        }
    }

    /// A device with the sign-in that counts.
    ///
    /// @param user who signed in last
    /// @param stayLoggedIn whether with Stay Logged In; left out: yes
    /// @param loggedOut whether the user logged out after that
    /// @param choices the categories that are on
    /// @param before who had signed in earlier, if anyone, and never logged out
    public record Device(
            PersonId user,
            Provider platform,
            boolean stayLoggedIn,
            boolean loggedOut,
            Permission permission,
            Map<Category, Choice> choices,
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
                @JsonProperty("before") @Nullable Earlier before) {
            return new Device(
                    user,
                    platform,
                    !Boolean.FALSE.equals(stayLoggedIn),
                    Boolean.TRUE.equals(loggedOut),
                    permission == null ? Permission.ALLOWED : permission,
                    choices == null ? Map.of() : choices,
                    before);
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
