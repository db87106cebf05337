package org.belltower.registry.erasure.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.model.AppId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.device.App;
import org.belltower.registry.device.Registered;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.erasure.Erased;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.preference.Preferences;
import org.belltower.registry.preference.postgres.PostgresPreferences;
import org.belltower.registry.right.RowRights;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.PostgresStudents;
import org.belltower.registry.subscription.Choice;
import org.belltower.registry.subscription.Choices;
import org.junit.jupiter.api.Test;

/// Nothing takes the marks away here but the tests.
class PostgresErasureIT {
    private static final AppId FAMILY = new AppId("family");
    private static final DeviceId FIRST = new DeviceId("first");
    private static final DeviceId SECOND = new DeviceId("second");
    private static final PersonId LEFT = new PersonId("s-1");

    private final RegistryDatabase database = new RegistryDatabase();
    private final DistrictId north = new DistrictId("north");
    private final DistrictTransactions transactions = database.transactions();

    @Test
    void I_50_who_comes_back_while_they_are_erased_is_published_without_what_they_chose() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        new PostgresApps(transactions).put(north, FAMILY, new App("Family", null, null), RowRights.ALL);
        signIn(FIRST);
        Choices choices = new Choices(Map.of(Category.GRADES, new Choice(true, null)));
        var _ = new PostgresPreferences(transactions, InstantSource.system())
                .put(north, new SignIn(LEFT, Instant.MAX), new Preferences(choices, null, false, null));
        AtomicInteger commits = new AtomicInteger();
        DistrictTransactions interrupted = new DistrictTransactions(
                database.application(),
                () -> {
                    if (commits.incrementAndGet() == 2) {
                        comesBack();
                    }
                },
                _ -> {});

        assertThat(new PostgresErasure(interrupted, InstantSource.system()).erase(north, LEFT))
                .isEqualTo(Erased.DONE);

        assertThat(commits).hasValue(3);
        assertThat(marks()).containsExactlyInAnyOrder("BINDING second", "AUDIENCE s-1");
    }

    /// After the devices that were there are forgotten, and before the choices are.
    private void comesBack() {
        signIn(SECOND);
        boolean _ =
                new PostgresStudents(transactions).put(north, new StudentId("s-1"), new Student(null, null, List.of()));
        database.relay().useHandle(handle -> handle.execute("DELETE FROM mark"));
    }

    private void signIn(DeviceId device) {
        Registration registration = new Registration(
                FAMILY, Provider.FCM, new DeviceToken(device.value()), true, Permission.ALLOWED, null, null);
        assertThat(new PostgresDevices(transactions, InstantSource.system())
                        .register(north, device, new SignIn(LEFT, Instant.MAX), registration))
                .isInstanceOf(Registered.Bound.class);
    }

    private Set<String> marks() {
        return database.relay()
                .withHandle(handle -> handle.createQuery("SELECT kind || ' ' || key FROM mark")
                        .mapTo(String.class)
                        .set());
    }
}
