package org.belltower.registry.torture;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.App;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.District;
import org.belltower.registry.district.Language;
import org.belltower.registry.district.MasterSwitch;
import org.belltower.registry.district.PortalOptions;
import org.belltower.registry.district.RosterSchool;
import org.belltower.registry.district.postgres.PostgresCalendars;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.district.postgres.PostgresMasterSwitch;
import org.belltower.registry.district.postgres.PostgresPortalOptions;
import org.belltower.registry.district.postgres.PostgresSchools;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.preference.DevicePreferences;
import org.belltower.registry.preference.Preferences;
import org.belltower.registry.preference.postgres.PostgresPreferences;
import org.belltower.registry.right.RowRights;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.Kind;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.RosterItem;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.PostgresGuardians;
import org.belltower.registry.roster.postgres.PostgresRelationships;
import org.belltower.registry.roster.postgres.PostgresRosterWriter;
import org.belltower.registry.roster.postgres.PostgresStudents;
import org.belltower.registry.subscription.Choice;
import org.belltower.registry.subscription.Choices;
import org.jspecify.annotations.Nullable;

/// Small worlds, so that changes meet: few people, few devices, fewer tokens than devices. For one thread.
final class RandomChanges {
    private static final int STUDENTS = 24;
    private static final int GUARDIANS = 30;
    private static final int DEVICES = 48;
    private static final int TOKENS = 30;
    private static final SchoolId SCHOOL = new SchoolId("high");
    private static final List<CalendarId> CALENDARS = List.of(new CalendarId("this"), new CalendarId("next"));
    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);

    private final List<DistrictId> districts;
    private final DistrictTransactions transactions;
    private final Random random;

    RandomChanges(List<DistrictId> districts, DistrictTransactions transactions, long seed) {
        this.districts = districts;
        this.transactions = transactions;
        this.random = new Random(seed);
    }

    /// What the others refer to.
    static void settle(DistrictId district, DistrictTransactions transactions) {
        new PostgresDistricts(transactions).put(district, new District("North", true, 2027));
        new PostgresMasterSwitch(transactions).put(district, new MasterSwitch(true));
        new PostgresApps(transactions).put(district, new AppId("family"), new App("Family", null, null), RowRights.ALL);
        new PostgresSchools(transactions)
                .put(district, SCHOOL, new RosterSchool("High", ZoneOffset.UTC, Set.of(), Set.of()));
        for (CalendarId calendar : CALENDARS) {
            new PostgresCalendars(transactions)
                    .put(district, calendar, new Calendar(SCHOOL, 2027, DAY, DAY.plusDays(200), false));
        }
        new PostgresStudents(transactions).put(district, new StudentId("s-0"), new Student(null, List.of()));
    }

    void one() {
        DistrictId district = districts.get(random.nextInt(districts.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 -> phone(district);
            case 6, 7 -> new PostgresRelationships(transactions).put(district, student(), guardian(), relationship());
            case 8 -> new PostgresRelationships(transactions).delete(district, student(), guardian());
            case 9 -> people(district);
            case 10 -> settings(district);
            case 11 -> bulk(district);
            default -> throw new IllegalStateException();
        }
    }

    /// Most of the time the device's usual user, sometimes another one.
    private void phone(DistrictId district) {
        int number = random.nextInt(DEVICES);
        DeviceId device = new DeviceId("d-" + number);
        PersonId person = random.nextInt(5) == 0 ? person() : new PersonId("g-" + number % GUARDIANS);
        switch (random.nextInt(6)) {
            case 0, 1 ->
                devices(transactions).register(district, device, new SignIn(person, null), registration(token()));
            case 2 -> devices(transactions).logOut(district, device, person);
            case 3 -> devices(transactions).rotate(district, device, new SignIn(person, null), token());
            case 4 -> choose(district, device, person);
            case 5 -> {
                if (random.nextInt(3) == 0) {
                    devices(transactions).delete(district, device, person);
                }
            }
            default -> throw new IllegalStateException();
        }
    }

    /// A rollback, or something that refers to what is not there now.
    static void expected(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException || cause instanceof InvalidFieldException) {
                return;
            }
        }
        throw failure;
    }

    static PostgresDevices devices(DistrictTransactions transactions) {
        return new PostgresDevices(transactions, InstantSource.system());
    }

    static Registration registration(DeviceToken token) {
        return new Registration(new AppId("family"), Provider.FCM, token, true, Permission.ALLOWED, null, null);
    }

    /// For the device, or for all of the person's.
    private void choose(DistrictId district, DeviceId device, PersonId person) {
        Map<Category, Choice> chosen = new EnumMap<>(Category.class);
        for (Category category : List.of(Category.GRADES, Category.ATTENDANCE)) {
            switch (random.nextInt(3)) {
                case 0 -> chosen.put(category, Choice.OFF);
                case 1 -> chosen.put(category, new Choice(true, threshold(category)));
                default -> {
                    // Nothing is said of it.
                }
            }
        }
        Choices choices = new Choices(chosen);
        PostgresPreferences preferences = new PostgresPreferences(transactions, InstantSource.system());
        if (random.nextInt(3) == 0) {
            preferences.put(district, new SignIn(person, null), new Preferences(choices, null, false, null));
        } else {
            preferences.put(
                    district, device, new SignIn(person, null), new DevicePreferences(choices, random.nextInt(4) > 0));
        }
    }

    private @Nullable BigDecimal threshold(Category category) {
        return category.takesThreshold() && random.nextBoolean() ? BigDecimal.valueOf(60 + random.nextInt(2)) : null;
    }

    private void people(DistrictId district) {
        if (random.nextBoolean()) {
            new PostgresStudents(transactions)
                    .put(
                            district,
                            student(),
                            new Student(null, List.of(CALENDARS.get(random.nextInt(CALENDARS.size())))));
        } else {
            new PostgresGuardians(transactions).put(district, guardian(), new Guardian(null));
        }
    }

    private void settings(DistrictId district) {
        if (random.nextBoolean()) {
            new PostgresMasterSwitch(transactions).put(district, new MasterSwitch(random.nextBoolean()));
            Set<Category> mandatory =
                    random.nextInt(4) == 0 ? EnumSet.of(Category.ATTENDANCE) : EnumSet.noneOf(Category.class);
            new PostgresPortalOptions(transactions).put(district, new PortalOptions(mandatory, false, Language.EN));
        } else {
            Set<Category> on = random.nextBoolean() ? EnumSet.of(Category.GRADES) : EnumSet.noneOf(Category.class);
            new PostgresSchools(transactions)
                    .put(district, SCHOOL, new RosterSchool("High", ZoneOffset.UTC, Set.of(), on));
        }
    }

    private void bulk(DistrictId district) {
        var _ = new PostgresRosterWriter(transactions)
                .write(
                        district,
                        List.of(
                                new RosterItem.PutStudent(student(), new Student(null, List.of(CALENDARS.getFirst()))),
                                new RosterItem.PutGuardian(guardian(), new Guardian(null)),
                                new RosterItem.PutRelationship(student(), guardian(), relationship()),
                                new RosterItem.DeleteRelationship(student(), guardian()),
                                new RosterItem.Delete(Kind.GUARDIAN, guardian().value()),
                                new RosterItem.Delete(Kind.STUDENT, student().value())));
    }

    private Relationship relationship() {
        LocalDate ends = random.nextInt(4) == 0 ? DAY.plusDays(random.nextInt(300)) : null;
        return new Relationship(random.nextInt(4) > 0, true, random.nextInt(5) == 0, null, ends);
    }

    private StudentId student() {
        return new StudentId("s-" + (1 + random.nextInt(STUDENTS)));
    }

    private PersonId guardian() {
        return new PersonId("g-" + random.nextInt(GUARDIANS));
    }

    private PersonId person() {
        return random.nextInt(4) == 0 ? student().asPerson() : guardian();
    }

    private DeviceToken token() {
        return new DeviceToken("token-" + random.nextInt(TOKENS));
    }
}
