package org.belltower.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceDatabaseIT {
    private static final ServiceRoles ROLES = ServiceRoles.belltower("owner-1", "app-1", "relay-1");
    private static final String COUNT = "SELECT count(*) FROM student";
    private static EmbeddedDatabase postgres;

    @BeforeAll
    static void start() {
        postgres = EmbeddedDatabase.temporary("secret");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void neither_the_application_nor_the_owner_can_step_around_row_level_security() throws Exception {
        ServiceDatabase database = postgres.createServiceDatabase("tenants", ROLES);
        Sql.execute(
                database,
                ROLES.owner(),
                "CREATE TABLE student (district text, id int)",
                "INSERT INTO student VALUES ('north', 1), ('north', 2), ('south', 3)",
                "ALTER TABLE student ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE student FORCE ROW LEVEL SECURITY",
                "CREATE POLICY district ON student USING (district = current_setting('app.district', true))",
                "GRANT SELECT ON student TO belltower_app");

        assertThat(Sql.number(database, ROLES.application(), "SET app.district = 'north'", COUNT))
                .isEqualTo(2);
        assertThat(Sql.number(database, ROLES.application(), COUNT)).isZero();
        assertThat(Sql.number(database, ROLES.owner(), COUNT)).isZero();
        refused(database, ROLES.application(), "SET row_security = off", "SELECT * FROM student");
        refused(database, ROLES.application(), "ALTER TABLE student DISABLE ROW LEVEL SECURITY");
        refused(database, ROLES.application(), "ALTER ROLE belltower_app BYPASSRLS");
        refused(database, ROLES.application(), "SET ROLE belltower_owner");
        refused(database, ROLES.application(), "CREATE TABLE mine (id int)");
        refused(database, ROLES.relay(), COUNT);
    }

    @Test
    void a_database_made_again_keeps_its_data_and_takes_the_new_passwords() throws Exception {
        ServiceDatabase before = postgres.createServiceDatabase("kept", ROLES);
        Sql.execute(before, ROLES.owner(), "CREATE TABLE student (id int)", "INSERT INTO student VALUES (1)");
        ServiceRoles changed = ServiceRoles.belltower("owner-2", "app-2", "relay-2");
        try {
            ServiceDatabase after = postgres.createServiceDatabase("kept", changed);
            assertThat(Sql.number(after, changed.owner(), COUNT)).isEqualTo(1);
            assertThatThrownBy(() -> Sql.number(before, ROLES.owner(), COUNT))
                    .hasMessageContaining("password authentication failed");
        } finally {
            postgres.createServiceDatabase("kept", ROLES);
        }
    }

    @Test
    void nobody_gets_in_without_a_password_or_into_the_administration() {
        ServiceDatabase database = postgres.createServiceDatabase("locked", ROLES);
        assertThatThrownBy(() -> Sql.number(database, new Role("postgres", "guess"), "SELECT 1"))
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> postgres.createServiceDatabase("x\"; DROP ROLE postgres", ROLES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ROLES.toString() + postgres.server() + database).doesNotContain("owner-1", "app-1", "secret");
    }

    @Test
    void logical_decoding_is_on() throws Exception {
        ServiceDatabase database = postgres.createServiceDatabase("decoded", ROLES);
        assertThat(Sql.number(
                        database,
                        postgres.server().administrator(),
                        "SELECT count(*) FROM pg_settings WHERE name = 'wal_level' AND setting = 'logical'"))
                .isEqualTo(1);
    }

    private static void refused(ServiceDatabase database, Role role, String... statements) {
        assertThatThrownBy(() -> Sql.execute(database, role, statements))
                .isInstanceOf(SQLException.class)
                .satisfies(failure ->
                        assertThat(((SQLException) failure).getSQLState()).isEqualTo("42501"));
    }
}
