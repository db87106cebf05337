package org.belltower.registry.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.model.Area;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.Tool;
import org.belltower.model.gate.EventGate;
import org.belltower.model.gate.Passage;
import org.belltower.model.gate.PersonGate;
import org.belltower.model.gate.Place;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;

/// What a person could be told now about their students, and where in the app it leads: by the gates that
/// decide about a change, asked as if one came at this moment in each calendar of the student.
///
/// One calendar that lets it pass is enough. If none does, the reason is that of the one where it came
/// furthest: who is in two schools, of which one is of last year, hears of the other. Pure.
final class Availability {
    private final SettingsView settings;
    private final DistrictId district;
    private final Instant now;

    Availability(SettingsView settings, DistrictId district, Instant now) {
        this.settings = settings;
        this.district = district;
        this.now = now;
    }

    /// @return what stands against the category; empty if a change would be told
    Optional<Reason> category(OwnStudent own, Category category) {
        // A balance belongs to no school (A11), and who is enrolled nowhere has none.
        if (category == Category.LUNCH_BALANCE || own.calendars().isEmpty()) {
            return at(own, category, new Place.Enrolled(own.calendars()));
        }
        return furthest(own.calendars().stream()
                .map(calendar -> settings.calendar(district, calendar)
                        .map(known -> at(own, category, new Place.InCalendar(known.school(), calendar)))
                        .orElse(Optional.of(Reason.CALENDAR_UNKNOWN)))
                .toList());
    }

    private Optional<Reason> at(OwnStudent own, Category category, Place place) {
        return switch (new EventGate(settings).checkToCome(district, category, place)) {
            case Passage.Closed closed -> Optional.of(closed.reason());
            case Passage.Open open -> PersonGate.check(own.standing(), LocalDate.ofInstant(now, open.zone()));
        };
    }

    /// Areas follow what is displayed (A16), whether or not it may be told: switching notifications off takes
    /// no page away. The app's own settings depend on nobody's school.
    ///
    /// @return what stands against the area; empty if there is something to show in it
    Optional<Reason> area(OwnStudent own, Area area) {
        Optional<DistrictSettings> known = settings.district(district);
        if (area == Area.SETTINGS) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return Optional.of(Reason.DISTRICT_UNKNOWN);
        }
        if (area == Area.FOOD_SERVICE && !known.get().foodService()) {
            return Optional.of(Reason.NO_FOOD_SERVICE);
        }
        List<SchoolSettings> schools = own.calendars().stream()
                .flatMap(id -> settings.calendar(district, id).stream())
                .filter(calendar -> calendar.isActiveIn(known.get()))
                .flatMap(calendar -> settings.school(district, calendar.school()).stream())
                .toList();
        return schools.isEmpty()
                ? Optional.of(Reason.NOT_ACTIVE_YEAR)
                : furthest(
                        schools.stream().map(school -> shown(own, area, school)).toList());
    }

    private Optional<Reason> shown(OwnStudent own, Area area, SchoolSettings school) {
        Optional<Tool> tool = Stream.of(Category.values())
                .filter(category -> category.area() == area)
                .map(Category::tool)
                .findFirst();
        return tool.isPresent() && !school.displayOptions().contains(tool.get())
                ? Optional.of(Reason.TOOL_NOT_DISPLAYED)
                : PersonGate.check(own.standing(), LocalDate.ofInstant(now, school.zone()));
    }

    /// Nothing if there is nothing against one of them; else the last in the order in which the gates are
    /// asked, which is the reasons' own.
    static Optional<Reason> furthest(List<Optional<Reason>> barred) {
        return barred.stream().allMatch(Optional::isPresent)
                ? barred.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
                : Optional.empty();
    }
}
