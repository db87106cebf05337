package org.belltower.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Standing;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.RecordKey;
import org.junit.jupiter.api.Test;

/// A8-A11, A16.
class AvailabilityTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final SchoolId HIGH = new SchoolId("high");
    private static final SchoolId MIDDLE = new SchoolId("middle");
    private static final CalendarId LAST_YEAR = new CalendarId("middle-2026");
    private static final CalendarId HIGH_NOW = new CalendarId("high-2027");
    private static final CalendarId MIDDLE_NOW = new CalendarId("middle-2027");
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    /// In Chicago it is still the 20th.
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final Map<RecordKey, Settings> settings = new HashMap<>();
    private final Availability availability =
            new Availability(key -> Optional.ofNullable(settings.get(key)), NORTH, NOW);

    AvailabilityTest() {
        put(new DistrictSettings(NORTH, 1, true, true, 2027, null));
        put(school(HIGH, Set.of(Tool.values()), Set.of(Category.values())));
        put(school(MIDDLE, Set.of(Tool.values()), Set.of(Category.values())));
        put(calendar(HIGH_NOW, HIGH, 2027));
        put(calendar(MIDDLE_NOW, MIDDLE, 2027));
        put(calendar(LAST_YEAR, MIDDLE, 2026));
    }

    @Test
    void one_calendar_in_which_a_change_would_be_told_is_enough() {
        assertThat(category(Category.GRADES, guardian(), LAST_YEAR, HIGH_NOW)).isEmpty();
        assertThat(category(Category.LUNCH_BALANCE, guardian(), LAST_YEAR, HIGH_NOW))
                .isEmpty();
        assertThat(category(Category.GRADES, guardian(), LAST_YEAR)).contains(Reason.NOT_ACTIVE_YEAR);
        assertThat(category(Category.LUNCH_BALANCE, guardian(), LAST_YEAR)).contains(Reason.NO_ACTIVE_SCHOOL);
        assertThat(category(Category.GRADES, guardian())).contains(Reason.NO_ACTIVE_SCHOOL);
    }

    @Test
    void the_reason_is_that_of_where_a_change_would_come_furthest() {
        put(school(HIGH, Set.of(), Set.of()));
        put(school(MIDDLE, Set.of(Tool.GRADES), Set.of()));
        assertThat(category(Category.GRADES, guardian(), HIGH_NOW, LAST_YEAR)).contains(Reason.TOOL_NOT_DISPLAYED);
        assertThat(category(Category.GRADES, guardian(), HIGH_NOW, MIDDLE_NOW)).contains(Reason.CONTACT_PREFERENCE_OFF);
    }

    @Test
    void A9_the_day_is_that_at_the_school() {
        Standing untilTheTwentieth = new Standing.Guardian(true, false, null, LocalDate.parse("2026-11-20"));
        assertThat(category(Category.GRADES, untilTheTwentieth, HIGH_NOW)).isEmpty();
        put(new SchoolSettings(
                NORTH, 1, HIGH, ZoneId.of("Europe/Berlin"), Set.of(Tool.values()), Set.of(Category.values())));
        assertThat(category(Category.GRADES, untilTheTwentieth, HIGH_NOW)).contains(Reason.RELATIONSHIP_NOT_CURRENT);
        assertThat(area(Area.GRADES, untilTheTwentieth, HIGH_NOW)).contains(Reason.RELATIONSHIP_NOT_CURRENT);
    }

    @Test
    void A16_an_area_follows_what_is_displayed_and_not_what_may_be_told() {
        put(new DistrictSettings(NORTH, 1, false, true, 2027, null));
        put(school(HIGH, Set.of(Tool.GRADES), Set.of()));
        assertThat(area(Area.GRADES, guardian(), HIGH_NOW)).isEmpty();
        assertThat(area(Area.PLANNER, guardian(), HIGH_NOW)).isEmpty();
        assertThat(area(Area.ATTENDANCE, guardian(), HIGH_NOW)).contains(Reason.TOOL_NOT_DISPLAYED);
        assertThat(area(Area.GRADES, guardian(), LAST_YEAR)).contains(Reason.NOT_ACTIVE_YEAR);
        assertThat(area(Area.GRADES, new Standing.Guardian(false, false, null, null), HIGH_NOW))
                .contains(Reason.NO_PORTAL);
        assertThat(area(Area.SETTINGS, guardian())).isEmpty();
    }

    @Test
    void A3_there_is_no_food_service_area_without_food_service() {
        put(new DistrictSettings(NORTH, 1, true, false, 2027, null));
        assertThat(area(Area.FOOD_SERVICE, guardian(), HIGH_NOW)).contains(Reason.NO_FOOD_SERVICE);
        assertThat(category(Category.LUNCH_BALANCE, guardian(), HIGH_NOW)).contains(Reason.NO_FOOD_SERVICE);
    }

    @Test
    void what_is_not_known_is_not_active() {
        settings.clear();
        assertThat(category(Category.LUNCH_BALANCE, guardian(), HIGH_NOW)).contains(Reason.DISTRICT_UNKNOWN);
        assertThat(category(Category.GRADES, guardian(), HIGH_NOW)).contains(Reason.CALENDAR_UNKNOWN);
        assertThat(area(Area.PLANNER, guardian(), HIGH_NOW)).contains(Reason.DISTRICT_UNKNOWN);
    }

    @Test
    void of_several_one_that_is_not_barred_is_enough() {
        assertThat(Availability.furthest(List.of(Optional.of(Reason.NO_PORTAL), Optional.empty())))
                .isEmpty();
        assertThat(Availability.furthest(List.of(Optional.of(Reason.NO_PORTAL), Optional.of(Reason.NOT_ACTIVE_YEAR))))
                .contains(Reason.NO_PORTAL);
    }

    private Optional<Reason> category(Category category, Standing standing, CalendarId... calendars) {
        return availability.category(own(standing, calendars), category);
    }

    private Optional<Reason> area(Area area, Standing standing, CalendarId... calendars) {
        return availability.area(own(standing, calendars), area);
    }

    private static OwnStudent own(Standing standing, CalendarId... calendars) {
        return new OwnStudent(new StudentId("s-1"), standing, Set.of(calendars));
    }

    private static Standing guardian() {
        return new Standing.Guardian(true, false, null, null);
    }

    private void put(Settings record) {
        settings.put(record.key(), record);
    }

    private static SchoolSettings school(SchoolId school, Set<Tool> displayed, Set<Category> contact) {
        return new SchoolSettings(NORTH, 1, school, CHICAGO, displayed, contact);
    }

    private static CalendarSettings calendar(CalendarId calendar, SchoolId school, int year) {
        return new CalendarSettings(NORTH, 1, calendar, school, year, LocalDate.of(year, 6, 4), false);
    }
}
