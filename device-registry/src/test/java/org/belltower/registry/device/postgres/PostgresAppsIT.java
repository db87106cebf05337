package org.belltower.registry.device.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.KeyRing;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.credential.postgres.PostgresCredentials;
import org.belltower.registry.device.App;
import org.belltower.registry.device.AppChange;
import org.belltower.registry.device.Registered;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.right.RowRights;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.PostgresStudents;
import org.junit.jupiter.api.Test;

/// Nothing takes the marks away here but the tests.
class PostgresAppsIT {
    private static final AppId FAMILY = new AppId("family");
    private static final String APP = "SETTINGS app:family";

    private final RegistryDatabase database = new RegistryDatabase();
    private final DistrictId north = new DistrictId("north");
    private final DistrictTransactions transactions = database.transactions();
    private final PostgresApps apps = new PostgresApps(transactions);
    private final PostgresCredentials credentials = new PostgresCredentials(
            transactions,
            new CredentialSeal(KeyRing.of("key", Map.of("key", new byte[32])), new SecureRandom()),
            InstantSource.system());

    @Test
    void R15_who_repeats_the_removal_of_an_app_waits_for_its_credentials_tombstones_and_no_longer() {
        givenCredential();

        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.DONE);
        assertThat(marks()).containsExactly("CREDENTIAL fcm:family", APP);
        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.UNKNOWN);
        assertThat(marks()).containsExactly("CREDENTIAL fcm:family", APP, "CREDENTIAL fcm:family", APP);
        assertThat(credentials.delete(north, FAMILY, Provider.FCM)).isFalse();
        assertThat(marks()).hasSize(5);

        forget();
        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.UNKNOWN);
        assertThat(credentials.delete(north, FAMILY, Provider.FCM)).isFalse();
        assertThat(marks()).isEmpty();
    }

    @Test
    void R15_the_removal_of_an_app_waits_for_the_tombstone_of_a_credential_that_was_taken_away_before() {
        givenCredential();

        assertThat(credentials.delete(north, FAMILY, Provider.FCM)).isTrue();
        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.DONE);
        assertThat(marks()).containsExactly("CREDENTIAL fcm:family", "CREDENTIAL fcm:family", APP);
    }

    @Test
    void A16_whoever_puts_an_app_once_more_publishes_once_more_what_it_has() {
        givenCredential();

        for (int time = 1; time <= 2; time++) {
            assertThat(apps.put(north, FAMILY, new App("Family", null, new App.Fcm("family")), RowRights.ALL))
                    .isEqualTo(AppChange.DONE);
            assertThat(marks()).containsExactly(APP, "CREDENTIAL fcm:family");
            forget();
        }
    }

    @Test
    void A16_an_app_that_is_not_changed_is_not_published() {
        givenCredential();

        assertThat(apps.put(north, FAMILY, new App("Family", null, new App.Fcm("other")), RowRights.ALL))
                .isEqualTo(AppChange.HAS_CREDENTIALS);
        assertThat(marks()).isEmpty();
    }

    private void givenCredential() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        apps.put(north, FAMILY, new App("Family", null, new App.Fcm("family")), RowRights.ALL);
        transactions.writeAhead(north, handle -> handle.execute("""
                INSERT INTO credential (app, provider, version, kind, fingerprint, uploaded, wrapping_key, wrapped_key,
                    content)
                VALUES ('family', 'FCM', 1, 'SERVICE_ACCOUNT', 'f', now(), 'key', 'wrapped', 'content')
                """));
        forget();
    }

    @Test
    void R15_no_audience_names_a_device_that_went_with_its_app() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        apps.put(north, FAMILY, new App("Family", null, null), RowRights.ALL);
        boolean _ =
                new PostgresStudents(transactions).put(north, new StudentId("s-1"), new Student(null, null, List.of()));
        PostgresDevices devices = new PostgresDevices(transactions, InstantSource.system());
        DeviceId phone = new DeviceId("phone");
        PersonId student = new PersonId("s-1");
        Registered _ = devices.register(
                north,
                phone,
                new SignIn(student, null),
                new Registration(FAMILY, Provider.FCM, new DeviceToken("token"), true, Permission.ALLOWED, null, null));
        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.IN_USE);
        assertThat(devices.logOut(north, phone, new SignIn(student, null))).isTrue();
        forget();

        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.DONE);
        assertThat(marks()).containsExactlyInAnyOrder("BINDING phone", "AUDIENCE s-1", APP);
    }

    @Test
    void R15_who_repeats_the_removal_of_an_app_waits_for_the_devices_that_went_and_no_longer() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        apps.put(north, FAMILY, new App("Family", null, null), RowRights.ALL);
        signedOut(1);
        forget();

        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.DONE);
        assertThat(marks()).containsExactly("BINDING phone-1", APP);
        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.UNKNOWN);
        assertThat(marks()).containsExactly("BINDING phone-1", APP, "BINDING phone-1", APP);

        forget();
        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.UNKNOWN);
        assertThat(marks()).isEmpty();
    }

    @Test
    void of_an_app_with_many_devices_each_call_takes_away_some() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        apps.put(north, FAMILY, new App("Family", null, null), RowRights.ALL);
        signedOut(1001);

        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.HAS_DEVICES);
        assertThat(devices()).isEqualTo(501);
        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.HAS_DEVICES);
        assertThat(devices()).isEqualTo(1);
        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.DONE);
        assertThat(devices()).isZero();
    }

    @Test
    void of_an_app_that_somebody_is_signed_in_with_nothing_is_taken_away() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        apps.put(north, FAMILY, new App("Family", null, null), RowRights.ALL);
        signedOut(3);
        int _ = transactions.<Integer>writeAhead(
                north, handle -> handle.execute("UPDATE device SET session = 'KEPT' WHERE id = 'phone-2'"));

        assertThat(apps.delete(north, FAMILY)).isEqualTo(AppChange.IN_USE);
        assertThat(devices()).isEqualTo(3);
    }

    private void signedOut(int phones) {
        int _ = transactions.<Integer>writeAhead(
                north, handle -> handle.createUpdate("""
                        INSERT INTO device (id, app, provider, person, session_epoch, session, permission, token_version,
                            token_since)
                        SELECT 'phone-' || n, 'family', 'FCM', 'g-' || n, n, 'SIGNED_OUT', 'ALLOWED', n, now()
                        FROM generate_series(1, :phones) AS n
                        """).bind("phones", phones).execute());
    }

    private int devices() {
        return transactions.read(
                north,
                handle -> handle.createQuery("SELECT count(*) FROM device")
                        .mapTo(Integer.class)
                        .one());
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
