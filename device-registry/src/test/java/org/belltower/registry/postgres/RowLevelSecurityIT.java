package org.belltower.registry.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// I-9, below the service: what its roles can do to the database with SQL of their own.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class RowLevelSecurityIT {
    private static final String DENIED = "42501";

    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();

    private final String url = configured("quarkus.datasource.jdbc.url");
    private final String application = configured("quarkus.datasource.username");
    private final String applicationPassword = configured("quarkus.datasource.password");
    private final String relay = configured("belltower.registry.relay.username");
    private final String relayPassword = configured("belltower.registry.relay.password");
    private final String owner = configured("quarkus.flyway.username");
    private final String ownerPassword = configured("quarkus.flyway.password");

    @Test
    void every_table_of_a_district_has_forced_row_level_security() throws Exception {
        try (Connection connection = DriverManager.getConnection(url, owner, ownerPassword)) {
            assertThat(texts(connection, """
                    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                        AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY relname
                    """))
                    .containsExactly("flyway_schema_history", "token_former_owner", "token_owner");
            assertThat(texts(connection, "SELECT id FROM person")).isEmpty();
        }
    }

    @Test
    void the_application_sees_and_changes_one_district_and_none_by_default() throws Exception {
        north.settled().family("s-1", "g-1");
        south.settled().family("s-1", "g-1");
        try (Connection connection = DriverManager.getConnection(url, application, applicationPassword)) {
            assertThat(texts(connection, "SELECT id FROM person")).isEmpty();

            enter(connection, north);
            assertThat(texts(connection, "SELECT DISTINCT district FROM person"))
                    .containsExactly(north.id.value());
            assertThat(update(connection, "UPDATE person SET name = 'x' WHERE district = '" + south.id + "'"))
                    .isZero();
            assertThat(update(connection, "DELETE FROM relationship WHERE district <> '" + north.id + "'"))
                    .isZero();
            denied(
                    connection,
                    "INSERT INTO person (district, id, kind) VALUES ('" + south.id + "', 'x', 'STUDENT')",
                    DENIED);
            denied(connection, "UPDATE person SET district = '" + south.id + "' WHERE id = 's-1'", DENIED);
        }
    }

    @Test
    void the_application_can_mark_its_own_district_and_see_no_marks_and_no_owners_of_tokens() throws Exception {
        north.settled();
        try (Connection connection = DriverManager.getConnection(url, application, applicationPassword)) {
            enter(connection, north);
            denied(connection, "SELECT * FROM mark", DENIED);
            denied(connection, "DELETE FROM mark", DENIED);
            denied(
                    connection,
                    "INSERT INTO mark (kind, district, key) VALUES ('BINDING', '" + south.id + "', 'x')",
                    DENIED);
            denied(connection, "INSERT INTO removed VALUES ('" + north.id + "', 's', 'g')", DENIED);
            denied(connection, "DELETE FROM removed", DENIED);
            denied(connection, "SELECT forget_removed(now(), 1)", DENIED);
            denied(connection, "SELECT credentials_under('{a}', '', '', '', 1)", DENIED);
            denied(connection, "SELECT * FROM token_owner", DENIED);
            denied(connection, "INSERT INTO token_owner VALUES ('a', sha256('t'), '" + south.id + "', 'd')", DENIED);
            denied(connection, "SELECT * FROM token_former_owner", DENIED);
            denied(connection, "SELECT mark_former_owners('a', sha256('t'))", DENIED);
            denied(connection, "SELECT nextval('published_version')", DENIED);
            denied(connection, "SET ROLE " + relay, DENIED);
            denied(connection, "ALTER TABLE person DISABLE ROW LEVEL SECURITY", DENIED);
            denied(connection, "CALL isolate_by_district('person')", DENIED);
        }
    }

    @Test
    void a_token_can_be_claimed_for_the_transactions_own_district_only() throws Exception {
        try (Connection connection = DriverManager.getConnection(url, application, applicationPassword)) {
            denied(connection, "SELECT claim_token('family', 'phone', 'secret')", "42704");
            enter(connection, north);
            assertThat(texts(connection, "SELECT claim_token('family', 'phone', 'secret-" + north.id + "')"))
                    .containsExactly("t");
            assertThat(texts(connection, "SELECT claim_token('family', 'phone', 'secret-" + north.id + "')"))
                    .containsExactly("f");
            enter(connection, south);
            assertThat(texts(connection, "SELECT owns_token('family', 'phone', 'secret-" + north.id + "')"))
                    .containsExactly("f");
            update(connection, "SELECT release_tokens('phone', NULL)");
            enter(connection, north);
            assertThat(texts(connection, "SELECT owns_token('family', 'phone', 'secret-" + north.id + "')"))
                    .containsExactly("t");
        }
    }

    @Test
    void the_relay_reads_one_district_at_a_time_and_writes_nothing_but_the_end_of_marks() throws Exception {
        north.settled().family("s-1", "g-1");
        try (Connection connection = DriverManager.getConnection(url, relay, relayPassword)) {
            assertThat(texts(connection, "SELECT id FROM person")).isEmpty();
            enter(connection, north);
            assertThat(texts(connection, "SELECT id FROM person")).containsExactlyInAnyOrder("g-1", "s-1");
            denied(connection, "UPDATE person SET name = 'x'", DENIED);
            denied(connection, "INSERT INTO mark (kind, key) VALUES ('BINDING', 'x')", DENIED);
            denied(connection, "SELECT claim_token('family', 'phone', 'secret')", DENIED);
            denied(connection, "SELECT * FROM token_owner", DENIED);
            denied(connection, "SELECT * FROM token_former_owner", DENIED);
        }
    }

    @Test
    void the_database_keeps_its_own_rules() throws Exception {
        north.settled().family("s-1", "g-1");
        north.put("/v1/guardians/g-2", "{}");
        try (Connection connection = DriverManager.getConnection(url, application, applicationPassword)) {
            enter(connection, north);
            denied(connection, "UPDATE school SET display_options = '{SWIMMING}'", "23514");
            denied(connection, "UPDATE calendar SET ends = starts - 1", "23514");
            denied(connection, "UPDATE app SET apns_environment = NULL", "23514");
            denied(connection, "INSERT INTO enrollment (student, calendar) VALUES ('nobody', 'high-2027')", "23503");
            denied(connection, "UPDATE relationship SET guardian = 'g-2'", "23514");
        }
    }

    private static String configured(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static void enter(Connection connection, GivenDistrict district) throws SQLException {
        update(connection, "SELECT set_config('belltower.district', '" + district.id + "', false)");
    }

    private static void denied(Connection connection, String sql, String state) {
        assertThatThrownBy(() -> update(connection, sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(sql).isEqualTo(state));
    }

    private static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? -1 : statement.getUpdateCount();
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
