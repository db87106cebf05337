package org.belltower.registry.torture.change;

import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.StudentId;
import org.belltower.registry.device.App;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.District;
import org.belltower.registry.district.MasterSwitch;
import org.belltower.registry.district.RosterSchool;
import org.belltower.registry.district.postgres.PostgresCalendars;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.district.postgres.PostgresMasterSwitch;
import org.belltower.registry.district.postgres.PostgresSchools;
import org.belltower.registry.platform.Platform;
import org.belltower.registry.platform.PlatformChange;
import org.belltower.registry.platform.postgres.PostgresPlatforms;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.right.RowRights;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.PostgresStudents;
import org.jdbi.v3.core.Jdbi;

/// One change after the other. For one thread.
public final class RandomChanges {
    /// Serialization failure, lock not available, foreign key violation ("PostgreSQL Error Codes").
    private static final Set<String> EXPECTED = Set.of("40001", "55P03", "23503");

    private final List<DistrictId> districts;
    private final SmallWorld world;
    private final Phones phones;
    private final Roster roster;
    private final Staff staff;
    private final Apps apps;

    /// @param relay connects as the relay's role: for what looks at all districts
    public RandomChanges(List<DistrictId> districts, DistrictTransactions transactions, Jdbi relay, long seed) {
        this.districts = districts;
        this.world = new SmallWorld(new Random(seed));
        this.phones = new Phones(transactions, world);
        this.roster = new Roster(transactions, relay, world);
        this.staff = new Staff(transactions, relay, world);
        this.apps = new Apps(transactions, world);
    }

    /// What the others refer to.
    public static void settle(DistrictId district, DistrictTransactions transactions) {
        new PostgresDistricts(transactions).put(district, new District("North", true, 2027));
        new PostgresMasterSwitch(transactions).put(district, new MasterSwitch(true));
        for (var app : List.of(SmallWorld.FAMILY, SmallWorld.BRANDED)) {
            App given = Apps.given(App.Environment.PRODUCTION, Set.of());
            new PostgresApps(transactions).put(district, app, given, RowRights.ALL);
        }
        new PostgresSchools(transactions)
                .put(district, SmallWorld.SCHOOL, new RosterSchool("High", ZoneOffset.UTC, Set.of(), Set.of()));
        for (CalendarId calendar : SmallWorld.CALENDARS) {
            new PostgresCalendars(transactions)
                    .put(
                            district,
                            calendar,
                            new Calendar(SmallWorld.SCHOOL, 2027, SmallWorld.DAY, SmallWorld.DAY.plusDays(200), false));
        }
        for (Platform platform : Platform.values()) {
            PlatformChange _ = new PostgresPlatforms(transactions, () -> {})
                    .put(district, "mild-" + platform, Staff.mild(platform), RowRights.ALL);
        }
        new PostgresStudents(transactions).put(district, new StudentId("s-0"), new Student(null, null, List.of()));
    }

    /// @return what was done; empty if it came to nothing, since it was done already or may not be done now
    public Optional<Change> one() {
        Change change = world.one(Change.BY_WEIGHT);
        return make(change) ? Optional.of(change) : Optional.empty();
    }

    /// @return whether it was done
    public boolean make(Change change) {
        DistrictId district = world.one(districts);
        return switch (change) {
            case REGISTER -> phones.register(district);
            case ROTATE -> phones.rotate(district);
            case PERMIT -> phones.permit(district);
            case RETIRE_TOKEN -> phones.retireToken(district);
            case LOG_OUT -> phones.logOut(district);
            case LOG_OUT_ELSEWHERE -> phones.logOutElsewhere(district);
            case END_SESSIONS -> phones.endSessions(district);
            case FORGET_DEVICE -> phones.forget(district);
            case CHOOSE_ON_DEVICE -> phones.chooseOnDevice(district);
            case CHOOSE_BY_DEFAULT -> phones.chooseByDefault(district);
            case RELATE -> roster.relate(district);
            case END_RELATIONSHIP -> roster.endRelationship(district);
            case STUDENT -> roster.student(district);
            case GUARDIAN -> roster.guardian(district);
            case BULK -> roster.bulk(district);
            case ERASE -> roster.erase(district);
            case FORGET_REMOVED -> roster.forgetRemoved();
            case DISTRICT -> staff.district(district);
            case MASTER_SWITCH -> staff.masterSwitch(district);
            case PORTAL_OPTIONS -> staff.portalOptions(district);
            case SCHOOL -> staff.school(district);
            case CALENDAR -> staff.calendar(district);
            case RIGHTS -> staff.rights(district);
            case PLATFORM -> staff.platform(district);
            case APP -> apps.put(district);
            case REMOVE_APP -> apps.remove(district);
            case CREDENTIAL -> apps.upload(district);
            case REMOVE_CREDENTIAL -> apps.takeAway(district);
            case REWRAP_CREDENTIAL -> apps.rewrap(district);
        };
    }

    /// A rollback of [org.belltower.registry.torture.UnreliableCommits], a lock that was not to be
    /// had in time, or something that refers to what is not there now. Not that two waited for each
    /// other: none of these changes locks rows against the order of a roster that is written beside it.
    public static void expected(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidFieldException
                    || (cause instanceof SQLException sql && EXPECTED.contains(sql.getSQLState()))) {
                return;
            }
        }
        throw failure;
    }
}
