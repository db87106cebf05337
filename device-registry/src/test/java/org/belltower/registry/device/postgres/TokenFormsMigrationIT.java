package org.belltower.registry.device.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.ServiceDatabase;
import org.belltower.model.DistrictId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// I-24: Apple's tokens from before there was one way to write them.
class TokenFormsMigrationIT {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final DistrictId SOUTH = new DistrictId("south");

    private final ServiceDatabase database = Backends.freshDatabase();
    private final Jdbi application =
            Jdbi.create(database.connectAs(database.roles().application()));
    private final Jdbi owner = Jdbi.create(database.connectAs(database.roles().owner()));

    @BeforeEach
    void settle() {
        migrate("13");
        for (DistrictId district : List.of(NORTH, SOUTH)) {
            in(district, handle -> {
                handle.execute("INSERT INTO district (name, food_service, active_year) VALUES ('A', true, 2027)");
                handle.execute("INSERT INTO app (id, name) VALUES ('family', 'Family')");
            });
        }
    }

    @Test
    void of_two_who_own_one_token_written_twice_the_newer_keeps_it_and_the_other_is_published_without_it() {
        device(NORTH, "rosas", "APNS", "00aa", 1, 1);
        device(SOUTH, "mallorys", "APNS", "00AA", 2, 2);
        device(NORTH, "lasts", "APNS", "00aA", 3, 3);
        // Signed in again, with the token as it was.
        device(NORTH, "bens", "APNS", "00bb", 4, 9);
        device(NORTH, "anas", "APNS", "00BB", 5, 5);

        migrateAndForgetOldMarks();

        assertThat(owning(NORTH))
                .containsExactly("bens 00bb true", "lasts 00aa true", "anas 00bb false", "rosas 00aa false");
        assertThat(owning(SOUTH)).containsExactly("mallorys 00aa false");
        assertThat(marked()).contains("north rosas", "south mallorys", "north lasts", "north anas");
        assertThat(formerOwners()).contains("north rosas", "south mallorys", "north anas");
    }

    @Test
    void a_token_that_nobody_else_has_stays_with_its_device_and_is_published_as_it_is_written_now() {
        device(NORTH, "anas", "APNS", "0A0B", 1, 1);
        device(NORTH, "bens", "APNS", "0c0d", 2, 2);

        migrateAndForgetOldMarks();

        assertThat(owning(NORTH)).containsExactly("anas 0a0b true", "bens 0c0d true");
        assertThat(marked()).containsExactly("north anas");
        in(NORTH, handle -> assertThat(claims(handle, "anas", "0a0b")).isFalse());
    }

    @Test
    void who_lost_the_token_stays_without_it_and_firebases_tokens_stay_as_they_are() {
        device(NORTH, "anas", "APNS", "0A0B", 1, 1);
        device(NORTH, "bens", "APNS", "0A0B", 2, 2);
        device(NORTH, "cleos", "FCM", "0A0B:Xy", 3, 3);

        migrateAndForgetOldMarks();

        assertThat(owning(NORTH)).containsExactly("bens 0a0b true", "cleos 0A0B:Xy true", "anas 0a0b false");
        assertThat(marked()).contains("north anas", "north bens").doesNotContain("north cleos");
    }

    @Test
    void what_is_no_token_of_Apples_is_retired() {
        device(NORTH, "anas", "APNS", "0A0", 1, 1);
        device(NORTH, "bens", "APNS", "token", 2, 2);

        migrateAndForgetOldMarks();

        in(
                NORTH,
                handle -> assertThat(handle.createQuery("SELECT id FROM device WHERE token IS NULL ORDER BY id")
                                .mapTo(String.class)
                                .list())
                        .containsExactly("anas", "bens"));
        assertThat(marked()).containsExactly("north anas", "north bens");
        assertThat(texts("SELECT device FROM token_owner")).isEmpty();
    }

    private void device(DistrictId district, String id, String provider, String token, int version, int epoch) {
        in(district, handle -> {
            handle.createUpdate("""
                            INSERT INTO device (id, app, provider, person, session_epoch, session, permission, token,
                                token_version, token_since)
                            VALUES (:id, 'family', :provider, 'g-1', :epoch, 'KEPT', 'ALLOWED', :token, :version, now())
                            """)
                    .bind("id", id)
                    .bind("provider", provider)
                    .bind("epoch", epoch)
                    .bind("token", token)
                    .bind("version", version)
                    .execute();
            assertThat(claims(handle, id, token)).isTrue();
        });
    }

    private static boolean claims(Handle handle, String device, String token) {
        return handle.createQuery("SELECT claim_token('family', :device, :token)")
                .bind("device", device)
                .bind("token", token)
                .mapTo(Boolean.class)
                .one();
    }

    private void migrateAndForgetOldMarks() {
        Jdbi.create(database.connectAs(database.roles().relay()))
                .useHandle(handle -> handle.execute("DELETE FROM mark"));
        migrate("latest");
    }

    /// Owners first.
    private List<String> owning(DistrictId district) {
        return application.inTransaction(handle -> {
            DistrictTransactions.enter(handle, district);
            return handle.createQuery("""
                            SELECT id || ' ' || token || ' ' || owns_token(app, id, token)::text FROM device
                            ORDER BY owns_token(app, id, token) DESC, id
                            """).mapTo(String.class).list();
        });
    }

    private List<String> marked() {
        return Jdbi.create(database.connectAs(database.roles().relay()))
                .withHandle(
                        handle -> handle.createQuery("""
                                SELECT DISTINCT district || ' ' || key FROM mark WHERE kind = 'BINDING' ORDER BY 1
                                """).mapTo(String.class).list());
    }

    private List<String> formerOwners() {
        return texts("SELECT district || ' ' || device FROM token_former_owner");
    }

    private List<String> texts(String query) {
        return owner.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private void in(DistrictId district, Consumer<Handle> work) {
        application.useTransaction(handle -> {
            DistrictTransactions.enter(handle, district);
            work.accept(handle);
        });
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database.connectAs(database.roles().owner()))
                .target(target)
                .load()
                .migrate();
    }
}
