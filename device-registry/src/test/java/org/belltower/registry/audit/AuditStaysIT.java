package org.belltower.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// I-54, below the service: what its roles can do to the audit with SQL of their own.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AuditStaysIT {
    private final GivenDistrict north = new GivenDistrict();
    private final Audited audit = new Audited(north);

    @Test
    void I_54_what_was_audited_stays_whoever_tries() throws Exception {
        north.settled();
        try (Connection connection = connection("quarkus.datasource")) {
            run(connection, "SELECT set_config('belltower.district', '" + north.id + "', false)");
            for (String statement : List.of(
                    "UPDATE audit_entry SET actor = 'x'",
                    "DELETE FROM audit_entry",
                    "TRUNCATE audit_entry",
                    "INSERT INTO audit_entry (district, actor_kind, actor, subject_kind, subject, before)"
                            + " VALUES ('" + north.id + "', 'person', 'x', 'district', 'x', '{}')",
                    "ALTER TABLE audit_entry DISABLE TRIGGER stays",
                    "ALTER TABLE school DISABLE TRIGGER audited",
                    "DROP TRIGGER audited ON school",
                    "SET session_replication_role = replica")) {
                denied(connection, statement);
            }
        }
        try (Connection connection = connection("quarkus.flyway")) {
            run(connection, "SELECT set_config('belltower.district', '" + north.id + "', false)");
            for (String statement :
                    List.of("UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry")) {
                denied(connection, statement);
            }
        }
        try (Connection connection = connection("belltower.registry.relay")) {
            run(connection, "SELECT set_config('belltower.district', '" + north.id + "', false)");
            denied(connection, "SELECT * FROM audit_entry");
        }
    }

    @Test
    void I_54_who_works_at_the_database_itself_is_audited_by_their_role() throws Exception {
        north.settled();
        String application = configured("quarkus.datasource.username");
        try (Connection connection = connection("quarkus.datasource")) {
            run(connection, "SELECT set_config('belltower.district', '" + north.id + "', false)");
            run(connection, "UPDATE district SET food_service = true");
        }
        AuditEntry entry = audit.entries("subjectKind=district").getFirst();
        assertThat(entry.actor()).isEqualTo(new AuditEntry.Actor("database", application));
        assertThat(Audited.after(entry)).containsEntry("foodService", true);
    }

    @Test
    void of_a_hidden_column_only_is_told_that_it_was_changed() throws Exception {
        try (Connection connection = connection("quarkus.flyway")) {
            connection.setAutoCommit(false);
            run(connection, "SELECT set_config('belltower.district', '" + north.id + "', false)");
            run(connection, "CREATE TABLE keyed (district text, id text, note text, secret bytea, size int)");
            run(connection, """
                    CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON keyed
                        FOR EACH ROW EXECUTE FUNCTION audited('keyed', 'id', '{note}', '{secret}')""");
            run(connection, "INSERT INTO keyed VALUES ('" + north.id + "', 'k', 'canary', 'c1', 1)");
            run(connection, "UPDATE keyed SET note = 'other', secret = 'c1'");
            run(connection, "UPDATE keyed SET size = 2");
            run(connection, "UPDATE keyed SET secret = 'c2'");
            run(connection, "UPDATE keyed SET secret = NULL");
            run(connection, "UPDATE keyed SET secret = 'c3'");
            run(connection, "DELETE FROM keyed");
            List<String> told = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            SELECT coalesce(before::text, '-') || ' > ' || coalesce(after::text, '-')
                            FROM audit_entry WHERE subject_kind = 'keyed' AND subject = 'k' ORDER BY id""")) {
                while (rows.next()) {
                    told.add(rows.getString(1));
                }
            }
            connection.rollback();
            assertThat(told)
                    .containsExactly(
                            "- > {\"size\": 1, \"secret\": \"set\"}",
                            "{\"size\": 1, \"secret\": \"set\"} > {\"size\": 2, \"secret\": \"set\"}",
                            "{\"size\": 2, \"secret\": \"set\"} > {\"size\": 2, \"secret\": \"changed\"}",
                            "{\"size\": 2, \"secret\": \"set\"} > {\"size\": 2, \"secret\": null}",
                            "{\"size\": 2, \"secret\": null} > {\"size\": 2, \"secret\": \"set\"}",
                            "{\"size\": 2, \"secret\": \"set\"} > -");
        }
    }

    @Test
    void the_kinds_that_are_documented_are_those_that_are_audited() throws Exception {
        List<String> kinds = new ArrayList<>();
        try (Connection connection = connection("quarkus.flyway");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT split_part(encode(tgargs, 'escape'), '\\000', 1)
                        FROM pg_trigger WHERE tgname = 'audited'""")) {
            while (rows.next()) {
                kinds.add(rows.getString(1));
            }
        }
        String documented = Files.readAllLines(Path.of("..", "docs", "rights.md")).stream()
                .filter(line -> line.startsWith("| `subjectKind`, `subject` |"))
                .map(line -> line.split("\\|", -1)[2])
                .collect(Collectors.joining());
        List<String> told = Pattern.compile("`([^`]+)`")
                .matcher(documented)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(kinds);
    }

    private static void denied(Connection connection, String sql) {
        assertThatThrownBy(() -> run(connection, sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(sql).isEqualTo("42501"));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(sql);
        }
    }

    private static Connection connection(String role) throws SQLException {
        return DriverManager.getConnection(
                configured("quarkus.datasource.jdbc.url"),
                configured(role + ".username"),
                configured(role + ".password"));
    }

    private static String configured(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
