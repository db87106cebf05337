package org.belltower.registry.torture.change;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.Tool;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.ContactPreferences;
import org.belltower.registry.district.DisplayOptions;
import org.belltower.registry.district.District;
import org.belltower.registry.district.GuardiansOfAdults;
import org.belltower.registry.district.Language;
import org.belltower.registry.district.MasterSwitch;
import org.belltower.registry.district.PortalOptions;
import org.belltower.registry.district.RosterSchool;
import org.belltower.registry.district.postgres.PostgresCalendars;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.district.postgres.PostgresMasterSwitch;
import org.belltower.registry.district.postgres.PostgresPortalOptions;
import org.belltower.registry.district.postgres.PostgresSchools;
import org.belltower.registry.platform.DeviceClass;
import org.belltower.registry.platform.OsVersion;
import org.belltower.registry.platform.Platform;
import org.belltower.registry.platform.PlatformRule;
import org.belltower.registry.platform.SupportSweep;
import org.belltower.registry.platform.postgres.PostgresJudgedDevices;
import org.belltower.registry.platform.postgres.PostgresPlatforms;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.right.Giver;
import org.belltower.registry.right.RightsChange.Verdict;
import org.belltower.registry.right.RowRights;
import org.belltower.registry.right.postgres.PostgresRights;
import org.jdbi.v3.core.Jdbi;

/// What the district and its staff say. Each tells whether it was done.
final class Staff {
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    private static final List<String> GROUPS = List.of("office", "principals", "technicians");

    private final DistrictTransactions transactions;
    private final SmallWorld world;
    private final PostgresPlatforms platforms;
    private final SupportSweep sweep;

    Staff(DistrictTransactions transactions, Jdbi relay, SmallWorld world) {
        this.transactions = transactions;
        this.world = world;
        this.platforms = new PostgresPlatforms(transactions, () -> {});
        this.sweep = new SupportSweep(new PostgresJudgedDevices(relay, transactions), InstantSource.system());
    }

    /// Of each platform the lowest version that is supported at any time.
    static PlatformRule mild(Platform platform) {
        return rule(LONG_AGO, platform, 13);
    }

    private static PlatformRule rule(LocalDate since, Platform platform, int minimum) {
        OsVersion version = new OsVersion(Integer.toString(minimum));
        return new PlatformRule(since, DeviceClass.PHONE, platform, version, Set.of(), Set.of(), "too old");
    }

    boolean district(DistrictId district) {
        new PostgresDistricts(transactions)
                .put(
                        district,
                        new District(
                                "North", !world.oneIn(4), 2026 + world.random().nextInt(2)));
        return true;
    }

    boolean masterSwitch(DistrictId district) {
        return new PostgresMasterSwitch(transactions).put(district, new MasterSwitch(world.oneIn(2)));
    }

    boolean portalOptions(DistrictId district) {
        Set<Category> mandatory = world.oneIn(4) ? EnumSet.of(Category.ATTENDANCE) : EnumSet.noneOf(Category.class);
        PortalOptions options = new PortalOptions(
                mandatory, world.oneIn(2), world.one(Language.class), world.one(GuardiansOfAdults.class));
        return new PostgresPortalOptions(transactions).put(district, options);
    }

    /// By the roster, or one of the two by staff.
    boolean school(DistrictId district) {
        PostgresSchools schools = new PostgresSchools(transactions);
        Set<Category> categories = world.some(Category.class);
        categories.remove(Category.LUNCH_BALANCE);
        Set<Tool> tools = world.some(Tool.class);
        return switch (world.random().nextInt(3)) {
            case 0 -> schools.put(district, SmallWorld.SCHOOL, new DisplayOptions(tools));
            case 1 -> schools.put(district, SmallWorld.SCHOOL, new ContactPreferences(categories));
            default -> {
                ZoneId zone = world.oneIn(2) ? ZoneOffset.UTC : ZoneId.of("America/Chicago");
                schools.put(
                        district,
                        SmallWorld.SCHOOL,
                        new RosterSchool("High", zone, world.oneIn(2) ? tools : null, categories));
                yield true;
            }
        };
    }

    boolean calendar(DistrictId district) {
        LocalDate ends = SmallWorld.DAY.plusDays(200 + world.random().nextInt(3));
        Calendar calendar =
                new Calendar(SmallWorld.SCHOOL, 2026 + world.random().nextInt(2), SmallWorld.DAY, ends, world.oneIn(3));
        new PostgresCalendars(transactions).put(district, world.one(SmallWorld.CALENDARS), calendar);
        return true;
    }

    /// Some groups have none any more.
    boolean rights(DistrictId district) {
        Map<StaffTool, Set<Right>> rights = new EnumMap<>(StaffTool.class);
        if (!world.oneIn(3)) {
            world.some(StaffTool.class).forEach(tool -> rights.put(tool, world.some(Right.class)));
        }
        GroupId group = new GroupId(world.one(GROUPS));
        return new PostgresRights(transactions).change(district, new Giver.Program(), group, new ToolRights(rights))
                == Verdict.ALLOWED;
    }

    /// A stricter row of a platform comes or goes, and its devices are marked by that.
    boolean platform(DistrictId district) {
        Platform platform = world.one(Platform.class);
        String id = "strict-" + platform;
        if (world.oneIn(2)) {
            platforms.delete(district, id);
        } else {
            int minimum = 14 + world.random().nextInt(3);
            platforms.put(district, id, rule(LONG_AGO.plusYears(1), platform, minimum), RowRights.ALL);
        }
        return sweep.tick() > 0;
    }
}
