package org.belltower.registry.device.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.device.App;
import org.belltower.registry.device.Changed;
import org.belltower.registry.device.Registered;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.postgres.PostgresRemoved;
import org.belltower.registry.right.RowRights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// I-3, R15: whoever has a token now waits until nobody is published with it who had it before. Nothing takes the marks
/// away here but the tests.
class TokenTakenOverIT {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final DistrictId SOUTH = new DistrictId("south");
    private static final DistrictId WEST = new DistrictId("west");
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final DeviceToken TOKEN = new DeviceToken("token");
    private static final DeviceToken ANOTHER = new DeviceToken("another");

    private final RegistryDatabase database = new RegistryDatabase();
    private final DistrictTransactions transactions = database.transactions();
    private final PostgresDevices devices = new PostgresDevices(transactions, InstantSource.system());

    @BeforeEach
    void settle() {
        for (DistrictId district : List.of(NORTH, SOUTH, WEST)) {
            new PostgresDistricts(transactions).put(district, new District("A district", true, 2027));
            new PostgresApps(transactions)
                    .put(district, new AppId("family"), new App("Family", null, null), RowRights.ALL);
        }
        signIn(NORTH, TOKEN);
        published(NORTH);
    }

    @Test
    void a_sign_in_that_is_repeated_waits_for_who_lost_the_token_as_long_as_that_is_not_published() {
        signIn(SOUTH, TOKEN);
        published(SOUTH);
        assertThat(bindings()).containsExactly("north phone");

        signIn(SOUTH, TOKEN);
        assertThat(bindings()).containsExactly("north phone", "north phone");

        published(NORTH);
        signIn(SOUTH, TOKEN);
        assertThat(bindings()).isEmpty();
    }

    @Test
    void a_rotation_that_is_repeated_waits_as_well() {
        signIn(SOUTH, ANOTHER);
        assertThat(rotate(SOUTH, TOKEN)).isEqualTo(Changed.DONE);
        published(SOUTH);

        assertThat(rotate(SOUTH, TOKEN)).isEqualTo(Changed.DONE);
        assertThat(bindings()).containsExactly("north phone", "north phone");
    }

    @Test
    void who_takes_the_token_over_next_waits_for_all_who_had_it() {
        signIn(SOUTH, TOKEN);
        published(SOUTH);
        signIn(WEST, TOKEN);
        published(WEST);
        assertThat(bindings()).containsExactly("north phone", "north phone", "south phone");

        signIn(NORTH, TOKEN);
        published(NORTH);
        assertThat(bindings()).containsExactly("south phone", "south phone", "west phone");
    }

    @Test
    void who_signs_in_with_a_token_that_was_given_up_waits_for_who_had_it() {
        assertThat(devices.delete(NORTH, PHONE, new SignIn(person(NORTH), null)))
                .isTrue();
        signIn(SOUTH, TOKEN);
        published(SOUTH);

        assertThat(bindings()).containsExactly("north phone", "north phone");
    }

    @Test
    void former_owners_are_forgotten_when_what_they_lost_is_published() {
        signIn(SOUTH, TOKEN);
        rotate(SOUTH, ANOTHER);
        assertThat(purged()).containsExactly("north", "south");
        published(SOUTH);
        assertThat(purged()).containsExactly("north");
        published(NORTH);
        assertThat(purged()).isEmpty();
    }

    private List<String> purged() {
        new PostgresRemoved(database.relay()).forget(Instant.now().plusSeconds(3600), 100);
        return database.owner()
                .withHandle(handle -> handle.createQuery("SELECT district FROM token_former_owner ORDER BY district")
                        .mapTo(String.class)
                        .list());
    }

    private void signIn(DistrictId district, DeviceToken token) {
        assertThat(devices.register(
                        district,
                        PHONE,
                        new SignIn(person(district), null),
                        new Registration(
                                new AppId("family"), Provider.FCM, token, true, Permission.ALLOWED, null, null)))
                .isInstanceOf(Registered.Bound.class);
    }

    private Changed rotate(DistrictId district, DeviceToken token) {
        return devices.rotate(district, PHONE, new SignIn(person(district), null), token);
    }

    private static PersonId person(DistrictId district) {
        return new PersonId("user-of-" + district);
    }

    private List<String> bindings() {
        return database.relay()
                .withHandle(handle -> handle.createQuery(
                                "SELECT district || ' ' || key FROM mark WHERE kind = 'BINDING' ORDER BY district, id")
                        .mapTo(String.class)
                        .list());
    }

    private void published(DistrictId district) {
        database.relay()
                .useHandle(handle -> handle.createUpdate("DELETE FROM mark WHERE district = :district")
                        .bind("district", district)
                        .execute());
    }
}
