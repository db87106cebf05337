package org.belltower.registry.erasure.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.ServiceDatabase;
import org.belltower.model.DistrictId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// I-50: who left before anybody remembered it.
class LeftPeopleMigrationIT {
    private static final DistrictId NORTH = new DistrictId("north");

    private final ServiceDatabase database = Backends.freshDatabase();
    private final Jdbi application =
            Jdbi.create(database.connectAs(database.roles().application()));
    private final Jdbi owner = Jdbi.create(database.connectAs(database.roles().owner()));

    @BeforeEach
    void settle() {
        migrate("17");
        in("""
                INSERT INTO district (name, food_service, active_year) VALUES ('A', true, 2027);
                INSERT INTO app (id, name) VALUES ('family', 'Family');
                """);
    }

    @Test
    void whoever_was_in_the_roster_once_is_remembered_and_erased_as_if_they_left_now() {
        in("""
                INSERT INTO person (id, kind) VALUES ('s-1', 'STUDENT'), ('s-2', 'STUDENT'), ('s-3', 'STUDENT'),
                    ('g-1', 'GUARDIAN'), ('g-2', 'GUARDIAN'), ('g-3', 'GUARDIAN');
                INSERT INTO relationship (student, guardian, portal, restricted) VALUES
                    ('s-1', 'g-1', true, false), ('s-1', 'g-2', true, false), ('s-3', 'g-3', true, false);
                INSERT INTO preference (person, detail) VALUES ('g-1', true), ('g-3', true), ('staff', true);
                DELETE FROM relationship WHERE student = 's-1';
                DELETE FROM person WHERE id IN ('s-1', 's-2', 'g-1', 'g-2');
                """);
        device("s-2");
        device("s-3");
        device("staff");

        migrate("latest");

        assertThat(left()).containsExactly("g-1 true", "g-2 false", "s-1 false", "s-2 true");
    }

    @Test
    void the_audit_remembers_longer_than_who_was_taken_out() {
        in("""
                INSERT INTO person (id, kind) VALUES ('s-1', 'STUDENT'), ('g-1', 'GUARDIAN');
                INSERT INTO relationship (student, guardian, portal, restricted) VALUES ('s-1', 'g-1', true, false);
                DELETE FROM relationship;
                DELETE FROM person;
                """);
        device("g-1");
        Jdbi.create(database.connectAs(database.roles().relay()))
                .useHandle(handle -> handle.execute("SELECT forget_removed(now() + interval '1 day', 10)"));

        migrate("latest");

        assertThat(left()).containsExactly("g-1 true", "s-1 false");
    }

    private void device(String person) {
        in("""
                INSERT INTO device (id, app, provider, person, session_epoch, session, permission, token_version,
                    token_since)
                VALUES ('phone-%1$s', 'family', 'FCM', '%1$s', 1, 'KEPT', 'ALLOWED', 1, now());
                """.formatted(person));
    }

    /// And whether there is something of them to erase.
    private List<String> left() {
        return owner.withHandle(handle -> handle.createQuery(
                        "SELECT person || ' ' || (at IS NOT NULL)::text FROM left_person ORDER BY 1")
                .mapTo(String.class)
                .list());
    }

    private void in(String script) {
        application.useTransaction(handle -> {
            DistrictTransactions.enter(handle, NORTH);
            int[] _ = handle.createScript(script).execute();
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
