package org.belltower.registry.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.device.App;
import org.belltower.registry.device.Registered;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.platform.DeviceClass;
import org.belltower.registry.platform.Handset;
import org.belltower.registry.platform.JudgedDevices;
import org.belltower.registry.platform.OsVersion;
import org.belltower.registry.platform.Platform;
import org.belltower.registry.platform.PlatformChange;
import org.belltower.registry.platform.PlatformRule;
import org.belltower.registry.platform.ScreenSize;
import org.belltower.registry.platform.SupportSweep;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.right.RowRights;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A17. Nothing takes the marks away here.
class PostgresJudgedDevicesIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    // Of one test's own: a sweep looks at every district.
    private final RegistryDatabase database = new RegistryDatabase();
    private final DistrictId north = district();
    private Instant now = NOON;
    private final DistrictTransactions transactions = database.transactions();
    private final InstantSource clock = () -> now;
    private final PostgresPlatforms platforms = new PostgresPlatforms(transactions, () -> {});
    private final PostgresDevices devices = new PostgresDevices(transactions, clock);
    private final JudgedDevices judged = new PostgresJudgedDevices(database.relay(), transactions);
    private final SupportSweep sweep = new SupportSweep(judged, clock);

    private static DistrictId district() {
        return new DistrictId("d-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @BeforeEach
    void settle() {
        settle(north);
    }

    private void settle(DistrictId district) {
        new PostgresDistricts(transactions).put(district, new District("North", true, 2027));
        new PostgresApps(transactions).put(district, new AppId("family"), new App("Family", null, null), RowRights.ALL);
    }

    @Test
    void A17_devices_below_a_raised_minimum_are_marked_once_and_nobody_elses() {
        register(north, "old", "16.4");
        register(north, "new", "17");
        registerUntold("untold");
        forget();
        put("ios-17", TODAY, "17");

        assertThat(sweep.tick()).isEqualTo(1);
        assertThat(marked()).containsExactly("old VERSION_TOO_LOW ios-17");
        assertThat(marks()).containsExactly("BINDING old");
        assertThat(sweep.tick()).isZero();
        assertThat(marks()).containsExactly("BINDING old");
    }

    @Test
    void A17_a_row_that_begins_by_date_marks_on_its_day_and_one_that_lowers_the_minimum_unmarks() {
        register(north, "old", "16.4");
        put("ios-17", TODAY.plusDays(1), "17");
        put("ios-16", TODAY.plusDays(3), "16");
        forget();
        assertThat(sweep.tick()).isZero();
        assertThat(marked()).isEmpty();

        now = Instant.parse("2026-11-21T00:00:00Z");
        assertThat(sweep.tick()).isEqualTo(1);
        assertThat(marked()).containsExactly("old VERSION_TOO_LOW ios-17");
        now = NOON.plus(Duration.ofDays(2));
        assertThat(sweep.tick()).isZero();
        now = NOON.plus(Duration.ofDays(3));
        assertThat(sweep.tick()).isEqualTo(1);
        assertThat(marked()).isEmpty();
        assertThat(marks()).containsExactly("BINDING old", "BINDING old");
    }

    @Test
    void A17_another_rule_for_a_marked_device_is_noted_and_not_published() {
        register(north, "old", "16.4");
        put("ios-17", TODAY.minusDays(1), "17");
        assertThat(sweep.tick()).isEqualTo(1);
        forget();
        put("ios-18", TODAY, "18");

        assertThat(sweep.tick()).isEqualTo(1);
        assertThat(marked()).containsExactly("old VERSION_TOO_LOW ios-18");
        assertThat(marks()).isEmpty();
    }

    @Test
    void A17_a_table_that_is_put_again_as_it_is_makes_no_district_due() {
        put("ios-17", TODAY, "17");
        assertThat(judged.due(TODAY)).containsExactly(north);
        assertThat(sweep.tick()).isZero();
        put("ios-17", TODAY, "17");
        platforms.delete(north, "none");

        assertThat(judged.due(TODAY)).isEmpty();
        assertThat(judged.due(TODAY.plusDays(1))).containsExactly(north);
    }

    @Test
    void A17_a_change_during_a_sweep_leaves_the_district_due() {
        put("ios-17", TODAY, "17");
        long version = judged.begin(north);
        put("ios-17", TODAY, "18");
        judged.end(north, version, TODAY);

        assertThat(judged.due(TODAY)).containsExactly(north);
    }

    @Test
    void A17_more_devices_than_a_portion_are_all_marked_each_in_its_district() {
        DistrictId south = district();
        settle(south);
        register(south, "old", "16.4");
        IntStream.range(0, 230).forEach(number -> register(north, "old-" + number, "16.4"));
        put("ios-17", TODAY, "17");

        assertThat(sweep.tick()).isEqualTo(230);
        assertThat(marked()).hasSize(230);
        assertThat(marked(south)).isEmpty();
    }

    @Test
    void A17_a_change_of_the_table_and_a_sweep_wait_for_registrations_that_went_by_the_table_before() throws Exception {
        put("ios-17", TODAY, "17");
        assertThat(sweep.tick()).isZero();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Held registering = hold(threads, Locks::platformsShared);
            Future<PlatformChange> put =
                    threads.submit(() -> platforms.put(north, "ios-18", rule(TODAY.plusDays(1), "18"), RowRights.ALL));
            awaitBlocked(1);
            Future<Long> begun = threads.submit(() -> judged.begin(north));
            awaitBlocked(2);
            registering.end();
            assertThat(put.get(10, TimeUnit.SECONDS)).isEqualTo(PlatformChange.DONE);
            assertThat(begun.get(10, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(judged.due(TODAY)).containsExactly(north);
    }

    @Test
    void A17_a_registration_waits_for_whoever_changes_the_table_and_goes_by_what_is_then() throws Exception {
        forget();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Held changing = hold(threads, PostgresJudgedDevicesIT::insertIos17);
            Future<Registered> registration = threads.submit(() -> registered(north, "new", iPhone("16.4")));
            awaitBlocked(1);
            changing.end();
            assertThat(registration.get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Registered.Unsupported.class,
                            refused -> assertThat(refused.why().rule()).isEqualTo("ios-17"));
        }
        assertThat(marks()).isEmpty();
    }

    private static void insertIos17(Handle handle) {
        Locks.platforms(handle);
        handle.execute("""
                INSERT INTO supported_platform (id, since, device_class, platform, minimum, excluded_models,
                    excluded_screens, reason)
                VALUES ('ios-17', '2026-11-20', 'PHONE', 'IOS', '17', '{}', '{}', 'because')
                """);
    }

    /// A transaction that has a lock until it is let go.
    private record Held(CountDownLatch go, Future<Integer> transaction) {
        void end() throws Exception {
            go.countDown();
            assertThat(transaction.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    private Held hold(ExecutorService threads, Consumer<Handle> lock) {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<Integer> transaction = threads.submit(() -> transactions.<Integer>writeAhead(north, handle -> {
            lock.accept(handle);
            locked.countDown();
            await(go);
            return 1;
        }));
        await(locked);
        return new Held(go, transaction);
    }

    private void awaitBlocked(int transactions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> database.relay()
                        .withHandle(handle ->
                                handle.createQuery("""
                                SELECT count(*) FROM pg_locks
                                WHERE locktype = 'advisory' AND NOT granted
                                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                                """).mapTo(Integer.class).one())
                        .equals(transactions));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void put(String id, LocalDate since, String minimum) {
        assertThat(platforms.put(north, id, rule(since, minimum), RowRights.ALL))
                .isEqualTo(PlatformChange.DONE);
    }

    private static PlatformRule rule(LocalDate since, String minimum) {
        return new PlatformRule(
                since, DeviceClass.PHONE, Platform.IOS, new OsVersion(minimum), Set.of(), Set.of(), "because");
    }

    private void register(DistrictId district, String device, String version) {
        register(district, device, iPhone(version));
    }

    private static Handset iPhone(String version) {
        return new Handset(
                Platform.IOS, DeviceClass.PHONE, new OsVersion(version), "iPhone12,1", new ScreenSize("828x1792"));
    }

    private void registerUntold(String device) {
        register(north, device, (Handset) null);
    }

    private void register(DistrictId district, String device, @Nullable Handset handset) {
        assertThat(registered(district, device, handset)).isInstanceOf(Registered.Bound.class);
    }

    private Registered registered(DistrictId district, String device, @Nullable Handset handset) {
        return devices.register(
                district,
                new DeviceId(device),
                new SignIn(new PersonId("p-" + device), null),
                new Registration(
                        new AppId("family"),
                        Provider.APNS,
                        new DeviceToken(GivenDistrict.token(district + "-" + device)),
                        true,
                        Permission.ALLOWED,
                        null,
                        handset));
    }

    private List<String> marked() {
        return marked(north);
    }

    private List<String> marked(DistrictId district) {
        return transactions.read(
                district, handle -> handle.createQuery("""
                        SELECT id || ' ' || unsupported_cause || ' ' || unsupported_rule FROM device
                        WHERE unsupported_cause IS NOT NULL ORDER BY id
                        """).mapTo(String.class).list());
    }

    private List<String> marks() {
        return database.relay()
                .withHandle(handle -> handle.createQuery("SELECT kind || ' ' || key FROM mark ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    private void forget() {
        database.relay().useHandle(handle -> handle.execute("DELETE FROM mark"));
    }
}
