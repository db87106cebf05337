package org.belltower.local.demo.sample;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.Day;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.push.Binding.Permission;
import org.jspecify.annotations.Nullable;

/// Makes the district: two schools, three calendars of which one is last year's, 300 students in 150 families, 700
/// devices, and everything that can silence one: flags, restrictions, dates, sessions, permissions, choices.
final class SampleDistrict {
    static final DistrictId ID = new DistrictId("elm-creek");
    static final String PRODUCER = "elm-sis";
    static final String SOURCE = "/sis/elm-creek";
    static final SchoolId HIGH = new SchoolId("high");
    static final SchoolId MIDDLE = new SchoolId("middle");
    static final CalendarId HIGH_NOW = new CalendarId("high-2027");
    static final CalendarId MIDDLE_NOW = new CalendarId("middle-2027");
    static final CalendarId HIGH_BEFORE = new CalendarId("high-2026");
    private static final int YEAR = 2027;
    private static final int FAMILIES = 150;
    private static final int CHILDREN = 2;
    private static final int DEVICES = 700;
    private static final List<String> GIVEN = List.of("Ida", "Omar", "Yuki", "Paula", "Sven", "Lea", "Amir", "Zoe");
    private static final List<String> SURNAMES = List.of(
            "Abernathy", "Bergqvist", "Castellanos", "Dimitrov", "Eze", "Fitzgerald", "Gupta", "Hakimi", "Iwasaki");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Dice dice;
    private final List<PersonId> people = new ArrayList<>();
    private int students;
    private int guardians;

    private SampleDistrict(Dice dice) {
        this.dice = dice;
    }

    static District make(Dice dice) {
        return new SampleDistrict(dice).make();
    }

    private District make() {
        Map<SchoolId, District.School> schools = new LinkedHashMap<>();
        schools.put(
                HIGH,
                new District.School(
                        "Elm Creek High School",
                        ZONE,
                        EnumSet.allOf(Tool.class),
                        EnumSet.complementOf(EnumSet.of(Category.RESPONSIVE_SCHEDULE))));
        schools.put(
                MIDDLE,
                new District.School(
                        "Elm Creek Middle School",
                        ZONE,
                        EnumSet.complementOf(EnumSet.of(Tool.ATTENDANCE)),
                        EnumSet.complementOf(EnumSet.of(Category.LUNCH_BALANCE))));
        Map<CalendarId, District.Calendar> calendars = new LinkedHashMap<>();
        calendars.put(HIGH_BEFORE, new District.Calendar(HIGH, YEAR - 1, new Day(-450), new Day(-170)));
        calendars.put(HIGH_NOW, new District.Calendar(HIGH, YEAR, new Day(-90), new Day(200)));
        calendars.put(MIDDLE_NOW, new District.Calendar(MIDDLE, YEAR, new Day(-90), new Day(200)));
        List<Family> families = new ArrayList<>();
        for (int family = 0; family < FAMILIES; family++) {
            families.add(family("Sample " + family));
        }
        families.add(new Family("All their devices", Map.of(), Map.of(), devices()));
        return new District(
                ID,
                "Elm Creek Schools",
                true,
                true,
                YEAR,
                Map.of(PRODUCER, List.of(SOURCE)),
                schools,
                calendars,
                families);
    }

    private Family family(String title) {
        String surname = dice.oneOf(SURNAMES);
        Map<StudentId, Family.Student> children = new LinkedHashMap<>();
        for (int child = 0; child < CHILDREN; child++) {
            StudentId id = new StudentId(numbered("student", ++students));
            children.put(id, new Family.Student(name(surname), enrolled()));
            people.add(id.asPerson());
        }
        Map<PersonId, Family.Guardian> parents = new LinkedHashMap<>();
        int count = 1 + dice.below(3);
        for (int parent = 0; parent < count; parent++) {
            PersonId id = new PersonId(numbered("guardian", ++guardians));
            Map<StudentId, Family.Relationship> of = new LinkedHashMap<>();
            children.keySet().forEach(child -> of.put(child, relationship()));
            parents.put(id, new Family.Guardian(name(surname), of));
            people.add(id);
        }
        return new Family(title, children, parents, Map.of());
    }

    private List<CalendarId> enrolled() {
        if (dice.chance(5)) {
            return List.of(HIGH_NOW, MIDDLE_NOW);
        }
        if (dice.chance(50)) {
            return List.of(MIDDLE_NOW);
        }
        return dice.chance(40) ? List.of(HIGH_BEFORE, HIGH_NOW) : List.of(HIGH_NOW);
    }

    /// Dates far from today, so that no play crosses one.
    private Family.Relationship relationship() {
        @Nullable Day starts = dice.chance(5) ? new Day(30) : dice.chance(10) ? new Day(-300) : null;
        @Nullable
        Day ends = starts != null && starts.offset() > 0
                ? null
                : dice.chance(6) ? new Day(-30) : dice.chance(10) ? new Day(60) : null;
        return new Family.Relationship(dice.chance(88), dice.chance(4), starts, ends);
    }

    private Map<DeviceId, Family.Device> devices() {
        Map<DeviceId, Family.Device> devices = new LinkedHashMap<>();
        for (int device = 1; device <= DEVICES; device++) {
            devices.put(new DeviceId(numbered("device", device)), device());
        }
        return devices;
    }

    private Family.Device device() {
        PersonId user = dice.oneOf(people);
        PersonId earlier = dice.oneOf(people);
        return new Family.Device(
                user,
                dice.chance(50) ? Provider.APNS : Provider.FCM,
                dice.chance(88),
                dice.chance(6),
                dice.chance(12) ? Permission.DENIED : dice.chance(10) ? Permission.UNKNOWN : Permission.ALLOWED,
                choices(60),
                dice.chance(5) && !earlier.equals(user) ? new Family.Earlier(earlier, choices(100)) : null);
    }

    private Map<Category, Choice> choices(int percent) {
        Map<Category, Choice> choices = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            if (dice.chance(percent)) {
                choices.put(
                        category, new Choice(category.takesThreshold() && dice.chance(50) ? below(category) : null));
            }
        }
        return choices;
    }

    private BigDecimal below(Category category) {
        List<String> limits =
                category == Category.LUNCH_BALANCE ? List.of("0", "5", "10.50") : List.of("60", "75", "90");
        return new BigDecimal(dice.oneOf(limits));
    }

    private String name(String surname) {
        return dice.oneOf(GIVEN) + " " + surname;
    }

    private static String numbered(String what, int number) {
        return String.format(Locale.ROOT, "%s-%03d", what, number);
    }
}
