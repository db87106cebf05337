package org.belltower.registry.erasure.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nothing takes the marks away here but the tests.
class PostgresErasureIT {
    private static final AppId FAMILY = new AppId("family");
    private static final DeviceId FIRST = new DeviceId("first");
    private static final DeviceId SECOND = new DeviceId("second");
    private static final PersonId LEFT = new PersonId("s-1");
    private static final PersonId NEXT = new PersonId("s-2");

    private final Instant soon = Instant.now().plus(Duration.ofDays(1));
    private final RegistryDatabase database = new RegistryDatabase();
    private final DistrictId north = new DistrictId("north");
    private final DistrictTransactions transactions = database.transactions();

    @BeforeEach
    void settle() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        new PostgresApps(transactions).put(north, FAMILY, new App("Family", null, null), RowRights.ALL);
    }

    @Test
    void I_50_who_comes_back_while_they_are_erased_is_published_without_what_they_chose() {
        signIn(LEFT, FIRST);
        Choices choices = new Choices(Map.of(Category.GRADES, new Choice(true, null)));
        var _ = new PostgresPreferences(transactions, InstantSource.system())
                .put(north, new SignIn(LEFT, Instant.MAX), new Preferences(choices, null, false, null));
        published();
        AtomicInteger commits = new AtomicInteger();

        assertThat(new PostgresErasure(amid(commits, 3, this::comesBack), InstantSource.system()).erase(north, LEFT))
                .isEqualTo(Erased.DONE);

        assertThat(commits).hasValue(4);
        assertThat(marks()).containsExactlyInAnyOrder("BINDING second", "AUDIENCE s-1");
    }

    @Test
    void R15_who_repeats_an_erasure_waits_for_what_it_forgot_and_no_longer() {
        signIn(LEFT, FIRST);
        published();
        PostgresErasure erasure = new PostgresErasure(transactions, InstantSource.system());

        assertThat(erasure.erase(north, LEFT)).isEqualTo(Erased.DONE);
        assertThat(marks()).containsExactly("BINDING first");
        assertThat(erasure.erase(north, LEFT)).isEqualTo(Erased.DONE);
        assertThat(marks()).containsExactly("BINDING first", "BINDING first");

        published();
        assertThat(erasure.erase(north, LEFT)).isEqualTo(Erased.DONE);
        assertThat(marks()).isEmpty();
    }

    @Test
    void I_50_who_signs_in_while_they_are_erased_is_erased_again_later() {
        leaves(LEFT);
        signIn(LEFT, FIRST);
        DistrictTransactions interrupted = amid(new AtomicInteger(), 2, () -> signIn(LEFT, SECOND));
        Instant before = Instant.now();

        assertThat(forget(interrupted, soon)).isEqualTo(1);
        assertThat(devices()).containsExactly("second");
        assertThat(forget(transactions, before)).isZero();
        assertThat(forget(transactions, soon)).isEqualTo(1);

        assertThat(devices()).isEmpty();
        assertThat(forget(transactions, soon)).isZero();
    }

    @Test
    void I_50_whoever_comes_back_and_leaves_again_while_others_are_erased_keeps_what_they_have() {
        leaves(LEFT);
        signIn(LEFT, FIRST);
        leaves(NEXT);
        signIn(NEXT, SECOND);
        Instant listed = Instant.now();

        int _ = forget(amid(new AtomicInteger(), 2, () -> leaves(NEXT)), listed);

        assertThat(devices()).containsExactly("second");
        assertThat(forget(transactions, soon)).isEqualTo(1);
        assertThat(devices()).isEmpty();
    }

    @Test
    void whoever_is_erased_by_itself_is_so_without_waiting_for_Kafka() {
        leaves(LEFT);
        signIn(LEFT, FIRST);
        DistrictTransactions withoutKafka = new DistrictTransactions(database.application(), () -> {}, _ -> {
            throw new IllegalStateException("waits for Kafka");
        });

        assertThat(forget(withoutKafka, soon)).isEqualTo(1);

        assertThat(devices()).isEmpty();
    }

    private int forget(DistrictTransactions by, Instant before) {
        return new PostgresLeftPeople(database.relay(), new PostgresErasure(by, InstantSource.system()))
                .forget(before, 10);
    }

    /// Does something after so many commits: of an erasure the first ends the sessions, and before the last the devices
    /// are forgotten.
    private DistrictTransactions amid(AtomicInteger commits, int after, Runnable something) {
        return new DistrictTransactions(
                database.application(),
                () -> {
                    if (commits.incrementAndGet() == after) {
                        something.run();
                    }
                },
                _ -> {});
    }

    private void leaves(PersonId person) {
        boolean _ = new PostgresStudents(transactions)
                .put(north, new StudentId(person.value()), new Student(null, null, List.of()));
        int _ = transactions.<Integer>writeAhead(
                north, handle -> handle.execute("DELETE FROM person WHERE id = ?", person.value()));
    }

    /// After the devices that were there are forgotten, and before the choices are.
    private void comesBack() {
        signIn(LEFT, SECOND);
        boolean _ =
                new PostgresStudents(transactions).put(north, new StudentId("s-1"), new Student(null, null, List.of()));
        published();
    }

    private void signIn(PersonId person, DeviceId device) {
        Registration registration = new Registration(
                FAMILY, Provider.FCM, new DeviceToken(device.value()), true, Permission.ALLOWED, null, null);
        assertThat(new PostgresDevices(transactions, InstantSource.system())
                        .register(north, device, new SignIn(person, Instant.MAX), registration))
                .isInstanceOf(Registered.Bound.class);
    }

    private List<String> marks() {
        return database.relay()
                .withHandle(handle -> handle.createQuery("SELECT kind || ' ' || key FROM mark ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    private List<String> devices() {
        return transactions.read(
                north,
                handle -> handle.createQuery("SELECT id FROM device ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    private void published() {
        database.relay().useHandle(handle -> handle.execute("DELETE FROM mark"));
    }
}
