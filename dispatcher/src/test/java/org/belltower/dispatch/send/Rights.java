package org.belltower.dispatch.send;

import static org.belltower.dispatch.send.Pushes.CALENDAR;
import static org.belltower.dispatch.send.Pushes.FAMILY;
import static org.belltower.dispatch.send.Pushes.GUARDIAN;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.SCHOOL;
import static org.belltower.dispatch.send.Pushes.STUDENT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.belltower.model.Area;
import org.belltower.model.Category;
import org.belltower.model.LanguageTag;
import org.belltower.model.Tool;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Standing;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.jspecify.annotations.Nullable;

/// What the records say of the district, school, calendar and person of [Pushes]: all is allowed, or one thing is not.
public final class Rights {
    public static final int YEAR = 2027;
    /// At noon by UTC it is four in the morning there.
    public static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private Rights() {}

    /// Settings that let every push pass, into its area.
    public static List<Settings> all(long version) {
        return List.of(district(version), school(version), calendar(version), app(version, EnumSet.allOf(Area.class)));
    }

    public static DistrictSettings district(long version) {
        return district(version, true, YEAR, null);
    }

    public static DistrictSettings district(
            long version, boolean notifications, int activeYear, @Nullable Instant switchedOn) {
        return new DistrictSettings(NORTH, version, notifications, true, activeYear, switchedOn);
    }

    public static DistrictSettings withoutFoodService(long version) {
        return new DistrictSettings(NORTH, version, true, false, YEAR, null);
    }

    public static DistrictSettings mandatory(long version, Set<Category> categories) {
        return new DistrictSettings(NORTH, version, true, true, YEAR, null, categories);
    }

    public static DistrictSettings detail(long version, boolean permitted) {
        return new DistrictSettings(NORTH, version, true, true, YEAR, null, Set.of(), LanguageTag.ENGLISH, permitted);
    }

    public static SchoolSettings school(long version) {
        return school(version, Set.of(Tool.values()), Set.of(Category.values()));
    }

    public static SchoolSettings school(long version, Set<Tool> displayOptions, Set<Category> contactPreferences) {
        return new SchoolSettings(NORTH, version, SCHOOL, ZONE, displayOptions, contactPreferences);
    }

    public static CalendarSettings calendar(long version) {
        return calendar(version, YEAR, false);
    }

    public static CalendarSettings calendar(long version, int year, boolean excluded) {
        return new CalendarSettings(NORTH, version, CALENDAR, SCHOOL, year, LocalDate.of(year, 6, 30), excluded);
    }

    /// The app of [Pushes], and what it has.
    public static AppSettings app(long version, Set<Area> areas) {
        return new AppSettings(NORTH, version, FAMILY, areas);
    }

    /// Of the student, nobody's right is withdrawn.
    public static Revocations nobody(long version) {
        return new Revocations(NORTH, STUDENT, version, List.of());
    }

    /// The guardian is this to the student now.
    public static Revocations guardian(long version, Standing standing) {
        return new Revocations(NORTH, STUDENT, version, List.of(new Revocations.Revoked(GUARDIAN, standing)));
    }

    public static Standing portalOff() {
        return new Standing.Guardian(false, false, null, null);
    }

    public static Standing restricted() {
        return new Standing.Guardian(true, true, null, null);
    }

    public static Standing until(LocalDate lastDay) {
        return new Standing.Guardian(true, false, null, lastDay);
    }
}
