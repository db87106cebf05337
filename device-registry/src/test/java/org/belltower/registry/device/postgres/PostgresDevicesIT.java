package org.belltower.registry.device.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
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
import org.belltower.registry.device.Changed;
import org.belltower.registry.device.Freshness;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.Registered;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.right.RowRights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// C8: when a device was last seen. Nothing takes the marks away here.
class PostgresDevicesIT {
    private static final RegistryDatabase DATABASE = new RegistryDatabase();
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PersonId ANA = new PersonId("ana");
    private static final DeviceId PHONE = new DeviceId("phone");

    private final DistrictId north =
            new DistrictId("d-" + UUID.randomUUID().toString().substring(0, 8));
    private Instant now = NOON;
    private final DistrictTransactions transactions = DATABASE.transactions();
    private final PostgresSessions sessions = new PostgresSessions(transactions, () -> now);
    private final InstantSource clock = () -> now;
    private final PostgresDevices devices = new PostgresDevices(transactions, clock);
    private final DeviceLists lists = new DeviceLists(transactions, clock);

    @BeforeEach
    void settle() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        new PostgresApps(transactions).put(north, new AppId("family"), new App("Family", null, null), RowRights.ALL);
        register();
        forget();
    }

    @Test
    void a_device_that_is_seen_again_moves_that_at_most_once_an_hour_and_marks_nothing() {
        now = NOON.plus(Duration.ofMinutes(59));
        register();
        assertThat(rotate("token")).isEqualTo(Changed.DONE);
        assertThat(shown().lastSeen()).isEqualTo(NOON);

        now = NOON.plus(Duration.ofHours(1));
        register();
        assertThat(shown().lastSeen()).isEqualTo(now);
        assertThat(marks()).isEmpty();
    }

    @Test
    void C9_a_token_that_is_told_again_is_told_from_then_on_and_marks_nothing() {
        Instant first = now;
        now = NOON.plusSeconds(1);
        register();
        assertThat(told()).isEqualTo(now).isAfter(first);

        now = NOON.plusSeconds(2);
        assertThat(rotate("token")).isEqualTo(Changed.DONE);
        assertThat(told()).isEqualTo(now);
        assertThat(marks()).isEmpty();
    }

    @Test
    void a_phone_that_tells_its_permission_again_within_the_hour_spares_the_row() {
        assertThat(deny()).isEqualTo(Changed.DONE);
        String row = version();
        assertThat(deny()).isEqualTo(Changed.DONE);

        assertThat(version()).isEqualTo(row);
    }

    @Test
    void A7_a_rotated_token_is_seen_and_marked() {
        now = NOON.plus(Duration.ofHours(2));
        assertThat(rotate("another")).isEqualTo(Changed.DONE);

        assertThat(shown().lastSeen()).isEqualTo(now);
        assertThat(marks()).containsExactly("BINDING phone");
    }

    @Test
    void telling_the_same_again_waits_for_a_mark_that_waits() {
        assertThat(deny()).isEqualTo(Changed.DONE);
        assertThat(marks()).containsExactly("BINDING phone");
        assertThat(deny()).isEqualTo(Changed.DONE);

        assertThat(marks()).containsExactly("BINDING phone", "BINDING phone");
    }

    @Test
    void C8_a_device_grows_stale_and_expires_by_the_day_it_is_looked_at() {
        now = NOON.plus(Duration.ofDays(30)).minusMillis(1);
        assertThat(shown().freshness()).isEqualTo(Freshness.ACTIVE);
        now = NOON.plus(Duration.ofDays(30));
        assertThat(shown().freshness()).isEqualTo(Freshness.STALE);
        now = NOON.plus(Duration.ofDays(270));
        assertThat(shown().freshness()).isEqualTo(Freshness.EXPIRED);

        register();
        assertThat(shown().freshness()).isEqualTo(Freshness.ACTIVE);
        assertThat(marks()).isEmpty();
    }

    @Test
    void I_28_the_later_of_two_ends_of_all_sessions_counts_whichever_was_told_last() {
        now = NOON.plusSeconds(10);
        sessions.end(north, ANA);
        now = NOON.plusSeconds(5);
        sessions.end(north, ANA);

        assertThat(register(NOON.plusSeconds(10))).isEqualTo(new Registered.SessionsEnded());
        assertThat(register(NOON.plusSeconds(11))).isInstanceOf(Registered.Bound.class);
        assertThat(rotate("elsewhere")).isEqualTo(Changed.SESSIONS_ENDED);
        assertThat(deny()).isEqualTo(Changed.SESSIONS_ENDED);
    }

    @Test
    void I_28_the_later_of_two_logouts_counts_whichever_was_told_last_and_on_that_device_alone() {
        now = NOON.plusSeconds(10);
        assertThat(devices.logOut(north, PHONE, by(ANA))).isTrue();
        now = NOON.plusSeconds(5);
        assertThat(devices.logOut(north, PHONE, by(ANA))).isTrue();

        assertThat(register(NOON.plusSeconds(10))).isEqualTo(new Registered.SessionsEnded());
        assertThat(register(new DeviceId("tablet"), NOON)).isInstanceOf(Registered.Bound.class);
        assertThat(register(NOON.plusSeconds(11))).isInstanceOf(Registered.Bound.class);
        assertThat(rotate("elsewhere")).isEqualTo(Changed.SESSIONS_ENDED);
        assertThat(deny()).isEqualTo(Changed.SESSIONS_ENDED);
    }

    @Test
    void I_28_a_logout_told_again_holds_from_then_on() {
        assertThat(devices.logOut(north, PHONE, by(ANA))).isTrue();
        now = NOON.plusSeconds(10);
        assertThat(devices.logOut(north, PHONE, by(ANA))).isTrue();

        assertThat(register(NOON.plusSeconds(10))).isEqualTo(new Registered.SessionsEnded());
    }

    @Test
    void I_28_the_end_of_all_sessions_holds_to_its_own_second_on_each_device() {
        sessions.end(north, ANA);

        assertThat(cutoffs()).isEmpty();
        assertThat(register(NOON)).isEqualTo(new Registered.SessionsEnded());
        assertThat(register(NOON.plusSeconds(1))).isInstanceOf(Registered.Bound.class);
    }

    @Test
    void what_was_not_theirs_to_end_leaves_nothing_behind() {
        PersonId ben = new PersonId("ben");
        assertThat(devices.logOut(north, PHONE, by(ben))).isFalse();
        assertThat(devices.delete(north, PHONE, by(ben))).isFalse();
        assertThat(devices.logOut(north, new DeviceId("nowhere"), by(ANA))).isFalse();
        assertThat(devices.delete(north, new DeviceId("nowhere"), by(ANA))).isFalse();
        sessions.logOut(north, by(ben), null);
        assertThat(cutoffs()).isEmpty();

        assertThat(devices.delete(north, PHONE, by(ANA))).isTrue();
        assertThat(devices.delete(north, PHONE, by(ANA))).isFalse();
        assertThat(devices.logOut(north, PHONE, by(ANA))).isFalse();
        assertThat(cutoffs()).containsExactly("ana phone");
    }

    @Test
    void of_a_persons_ended_installations_the_newest_64_are_kept() {
        PersonId ben = new PersonId("ben");
        devices.register(north, new DeviceId("bens"), new SignIn(ben, NOON), registration(new DeviceId("bens")));
        assertThat(devices.delete(north, new DeviceId("bens"), by(ben))).isTrue();
        for (int number = 1; number <= 65; number++) {
            now = NOON.plusSeconds(number);
            DeviceId device = new DeviceId("d-" + number);
            assertThat(register(device, NOON)).isInstanceOf(Registered.Bound.class);
            assertThat(devices.delete(north, device, by(ANA))).isTrue();
        }

        assertThat(cutoffs())
                .hasSize(65)
                .contains("ben bens", "ana d-2", "ana d-65")
                .doesNotContain("ana d-1");
        assertThat(register(new DeviceId("d-2"), NOON)).isEqualTo(new Registered.SessionsEnded());
    }

    private static SignIn by(PersonId person) {
        return new SignIn(person, NOON);
    }

    private List<String> cutoffs() {
        return transactions.read(
                north,
                handle -> handle.createQuery("SELECT person || ' ' || device FROM installation_cutoff")
                        .mapTo(String.class)
                        .list());
    }

    private void register() {
        assertThat(register(NOON)).isInstanceOf(Registered.Bound.class);
    }

    private Registered register(Instant issued) {
        return register(PHONE, issued);
    }

    private Registered register(DeviceId device, Instant issued) {
        return devices.register(north, device, new SignIn(ANA, issued), registration(device));
    }

    private Registration registration(DeviceId device) {
        String suffix = device.equals(PHONE) ? "" : "-" + device;
        return new Registration(
                new AppId("family"),
                Provider.APNS,
                new DeviceToken(GivenDistrict.token("token-" + north + suffix)),
                true,
                Permission.ALLOWED,
                null,
                null);
    }

    private Changed rotate(String token) {
        return devices.rotate(
                north, PHONE, new SignIn(ANA, NOON), new DeviceToken(GivenDistrict.token(token + "-" + north)));
    }

    private Changed deny() {
        return devices.permit(north, PHONE, new SignIn(ANA, NOON), Permission.DENIED);
    }

    private MyDevice shown() {
        MyDevice device =
                lists.all(north, ANA, PageRequest.of(null, null)).items().get("phone");
        assertThat(device).isNotNull();
        return device;
    }

    private Instant told() {
        return transactions.read(
                north,
                handle -> handle.createQuery("SELECT token_told FROM device")
                        .mapTo(Instant.class)
                        .one());
    }

    private String version() {
        return transactions.read(
                north,
                handle -> handle.createQuery("SELECT xmin::text FROM device")
                        .mapTo(String.class)
                        .one());
    }

    private List<String> marks() {
        return DATABASE.relay()
                .withHandle(handle -> handle.createQuery(
                                "SELECT kind || ' ' || key FROM mark WHERE district = :district ORDER BY id")
                        .bind("district", north)
                        .mapTo(String.class)
                        .list());
    }

    private void forget() {
        DATABASE.relay()
                .useHandle(handle -> handle.createUpdate("DELETE FROM mark WHERE district = :district")
                        .bind("district", north)
                        .execute());
    }
}
