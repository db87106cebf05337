package org.belltower.local.demo.sample;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.belltower.local.demo.day.Day;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.jspecify.annotations.Nullable;

/// Makes the district: two schools, three calendars of which one is last year's, the summer's, which is excluded, 300
/// students in 150 families, 700 devices, and everything that can silence one: flags, restrictions, dates, sessions,
/// permissions, choices, old phones; and in which language people are told, and whether in detail. What decides nothing
/// yet is chosen too: who the office may write to, quiet hours.
final class SampleDistrict {
    static final DistrictId ID = new DistrictId("elm-creek");
    static final String PRODUCER = "elm-sis";
    static final String SOURCE = "/sis/elm-creek";
    static final SchoolId HIGH = new SchoolId("high");
    static final SchoolId MIDDLE = new SchoolId("middle");
    static final CalendarId HIGH_NOW = new CalendarId("high-2027");
    static final CalendarId MIDDLE_NOW = new CalendarId("middle-2027");
    static final CalendarId HIGH_BEFORE = new CalendarId("high-2026");
    static final CalendarId HIGH_SUMMER = new CalendarId("high-summer-2027");
    /// Mandatory once everybody has chosen: one with a threshold, and one without.
    static final Set<Category> MANDATORY = Set.of(Category.ATTENDANCE, Category.ASSIGNMENTS);
    private static final int YEAR = 2027;
    private static final int FAMILIES = 150;
    private static final int CHILDREN = 2;
    private static final List<String> GIVEN = List.of("Ida", "Omar", "Yuki", "Paula", "Sven", "Lea", "Amir", "Zoe");
    private static final List<String> SURNAMES = List.of(
            "Abernathy", "Bergqvist", "Castellanos", "Dimitrov", "Eze", "Fitzgerald", "Gupta", "Hakimi", "Iwasaki");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Dice dice;
    private final SampleChoices choices;
    private final List<PersonId> people = new ArrayList<>();
    private int students;
    private int guardians;

    private SampleDistrict(Dice dice) {
        this.dice = dice;
        this.choices = new SampleChoices(dice);
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
        calendars.put(HIGH_BEFORE, new District.Calendar(HIGH, YEAR - 1, new Day(-450), new Day(-170), false));
        calendars.put(HIGH_NOW, new District.Calendar(HIGH, YEAR, new Day(-90), new Day(200), false));
        calendars.put(MIDDLE_NOW, new District.Calendar(MIDDLE, YEAR, new Day(-90), new Day(200), false));
        calendars.put(HIGH_SUMMER, new District.Calendar(HIGH, YEAR, new Day(-140), new Day(-95), true));
        List<Family> families = new ArrayList<>();
        for (int family = 0; family < FAMILIES; family++) {
            families.add(family("Sample " + family));
        }
        families.add(new Family(
                "All their devices", Map.of(), Map.of(), new SampleDevices(dice, choices, people).make(), Map.of()));
        return new District(
                ID,
                "Elm Creek Schools",
                true,
                true,
                YEAR,
                Map.of(PRODUCER, List.of(SOURCE)),
                schools,
                calendars,
                families,
                new District.PortalOptions(MANDATORY, true, "en", "KEEP"),
                SampleDevices.PLATFORMS);
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
        Map<PersonId, Family.Preferences> chosen = new LinkedHashMap<>();
        Stream.concat(children.keySet().stream().map(StudentId::asPerson), parents.keySet().stream())
                .forEach(person -> choices.ofPerson().ifPresent(made -> chosen.put(person, made)));
        return new Family(title, children, parents, Map.of(), chosen);
    }

    private List<CalendarId> enrolled() {
        if (dice.chance(5)) {
            return List.of(HIGH_NOW, MIDDLE_NOW);
        }
        if (dice.chance(50)) {
            return List.of(MIDDLE_NOW);
        }
        if (dice.chance(20)) {
            return List.of(HIGH_SUMMER, HIGH_NOW);
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
        return new Family.Relationship(dice.chance(88), dice.chance(4), starts, ends, dice.chance(96));
    }

    private String name(String surname) {
        return dice.oneOf(GIVEN) + " " + surname;
    }

    private static String numbered(String what, int number) {
        return String.format(Locale.ROOT, "%s-%03d", what, number);
    }
}
