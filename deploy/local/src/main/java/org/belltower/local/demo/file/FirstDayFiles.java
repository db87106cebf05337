package org.belltower.local.demo.file;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.FirstDay.App;
import org.belltower.local.demo.day.FirstDay.Chapter;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;

/// Reads the files of a first day, and checks that they hang together.
public final class FirstDayFiles {
    private static final String FOLDER = "/first-day/";
    private static final String DISTRICTS = "district.yaml";

    private final YamlResources resources = new YamlResources(FOLDER);

    private FirstDayFiles() {}

    /// Reads and checks the files that come with this module.
    ///
    /// @throws FirstDayException naming file and case
    public static FirstDay load() {
        return new FirstDayFiles().read();
    }

    /// `district.yaml`.
    record Written(App app, List<District> districts) {
        Written {
            required("app", app);
            districts = List.copyOf(required("districts", districts));
        }
    }

    private FirstDay read() {
        Written written = resources.read(DISTRICTS, new TypeReference<>() {});
        Map<DistrictId, District> districts = new LinkedHashMap<>();
        for (District district : written.districts()) {
            check(district);
            districts.put(district.id(), district);
        }
        List<String> files = resources.read("cases/index.yaml", new TypeReference<>() {});
        List<Chapter> chapters =
                files.stream().map(file -> chapter(file, districts)).toList();
        return new FirstDay(written.app(), written.districts(), chapters);
    }

    private Chapter chapter(String file, Map<DistrictId, District> districts) {
        String path = "cases/" + file;
        String name = file.replaceFirst("\\.yaml$", "");
        List<WrittenCase> written = resources.read(path, new TypeReference<>() {});
        return new Chapter(name, new CaseReader(path, name, districts).read(written));
    }

    private static void choices(String where, Object whose, Map<Category, Choice> choices) {
        choices.forEach((category, choice) -> FirstDayException.unless(
                choice.below() == null || category.takesThreshold(),
                where,
                whose + ": " + category + " takes no threshold"));
    }

    private static void check(District district) {
        String where = DISTRICTS + ", district " + district.id();
        FirstDayException.unless(!district.producers().isEmpty(), where, "has no producer");
        district.calendars()
                .forEach((id, calendar) -> FirstDayException.unless(
                        district.schools().containsKey(calendar.school()), where, "calendar " + id + " has no school"));
        Set<PersonId> people = district.people();
        Set<StudentId> students = district.students();
        Set<String> taken = new HashSet<>();
        Consumer<Object> once =
                id -> FirstDayException.unless(taken.add(id.getClass() + " " + id), where, "two are called " + id);
        for (Family family : district.families()) {
            family.students().forEach((id, student) -> {
                once.accept(id.asPerson());
                FirstDayException.unless(
                        district.calendars().keySet().containsAll(student.calendars()), where, id + " has no calendar");
                FirstDayException.unless(!student.calendars().isEmpty(), where, id + " has no calendar");
            });
            family.guardians().forEach((id, guardian) -> {
                once.accept(id);
                FirstDayException.unless(students.containsAll(guardian.of().keySet()), where, id + " is of nobody");
            });
            family.devices().forEach((id, device) -> {
                once.accept(id);
                FirstDayException.unless(people.contains(device.user()), where, id + " has no user");
                choices(where, id, device.choices());
            });
            family.preferences().forEach((person, chosen) -> {
                FirstDayException.unless(people.contains(person), where, "there is no " + person + " to choose");
                choices(where, person, chosen.categories());
            });
        }
    }
}
