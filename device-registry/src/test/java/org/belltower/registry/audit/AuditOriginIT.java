package org.belltower.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.postgres.DistrictTransactions;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// I-54: from where something was changed.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AuditOriginIT {
    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "203.0.113.9";

    private final GivenDistrict north = new GivenDistrict();
    private final Audited audit = new Audited(north);

    @Inject
    DistrictTransactions transactions;

    private AuditEntry latest() {
        return audit.entries("subjectKind=district").getFirst();
    }

    private static AuditEntry.Origin origin(String client) {
        return new AuditEntry.Origin(client, HERE);
    }

    @Test
    void I_54_a_persons_change_is_audited_with_the_application_and_the_address_it_came_from() {
        north.settled().given("office", "{\"PUSH_NOTIFICATIONS\": [\"WRITE\"]}");
        north.staff("p-1", "office").body("{\"enabled\": false}").put("/v1/push-notifications");
        assertThat(latest().actor()).isEqualTo(new AuditEntry.Actor("person", "p-1"));
        assertThat(latest().origin()).isEqualTo(origin("office"));

        north.family("s-1", "g-1").signIn("g-1", "phone-" + north.id, GivenDistrict.token("t-" + north.id));
        north.choose("g-1", "phone-" + north.id, "{\"GRADES\": {\"on\": true}}");
        assertThat(audit.next("subscription", 0).origin()).isEqualTo(origin("family-app"));
    }

    @Test
    void I_54_a_programs_change_is_audited_with_its_client_and_its_address() {
        north.settled();
        assertThat(latest().actor()).isEqualTo(new AuditEntry.Actor("client", "roster"));
        assertThat(latest().origin()).isEqualTo(origin("roster"));
    }

    @Test
    void I_54_no_header_makes_a_change_come_from_somewhere_else() {
        north.settled().given("office", "{\"PUSH_NOTIFICATIONS\": [\"WRITE\"]}");
        north.staff("p-1", "office")
                .header("X-Forwarded-For", ELSEWHERE)
                .header("Forwarded", "for=" + ELSEWHERE)
                .header("X-Real-IP", ELSEWHERE)
                .header("X-Client-Id", "other")
                .body("{\"enabled\": false}")
                .put("/v1/push-notifications")
                .then()
                .statusCode(204);
        assertThat(latest().actor()).isEqualTo(new AuditEntry.Actor("person", "p-1"));
        assertThat(latest().origin()).isEqualTo(origin("office"));
    }

    @Test
    void I_54_what_the_service_does_by_itself_comes_from_nowhere() {
        north.settled();
        transactions.change(north.id, handle -> handle.execute("UPDATE district SET food_service = true"));
        assertThat(latest().actor()).isEqualTo(new AuditEntry.Actor("service", "device-registry"));
        assertThat(latest().origin()).isNull();
    }

    @Test
    void I_54_who_works_at_the_database_itself_is_audited_by_the_address_of_their_connection() throws SQLException {
        north.settled();
        try (Connection connection = database("quarkus.datasource")) {
            run(connection, "SELECT set_config('belltower.district', '" + north.id + "', false)");
            run(connection, "SELECT set_config('belltower.origin_client', 'office', false)");
            run(connection, "SELECT set_config('belltower.origin_address', '" + ELSEWHERE + "', false)");
            run(connection, "UPDATE district SET food_service = true");
        }
        assertThat(latest().actor().kind()).isEqualTo("database");
        assertThat(latest().origin()).isEqualTo(new AuditEntry.Origin(null, HERE));
    }

    @Test
    void an_entry_from_before_origins_were_kept_has_none_and_none_is_too_long() throws SQLException {
        try (Connection owner = database("quarkus.flyway")) {
            run(owner, "SELECT set_config('belltower.district', '" + north.id + "', false)");
            run(owner, entry("NULL", "NULL"));
            assertThatThrownBy(() -> run(owner, entry("repeat('x', 256)", "NULL")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("origin_client");
            assertThatThrownBy(() -> run(owner, entry("NULL", "'somewhere'")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("inet");
        }
        assertThat(audit.entries("")).hasSize(1);
        assertThat(latest().origin()).isNull();
    }

    private String entry(String client, String address) {
        return """
                INSERT INTO audit_entry (district, actor_kind, actor, origin_client, origin_address, subject_kind,
                        subject, after)
                    VALUES ('%1$s', 'client', 'roster', %2$s, %3$s, 'district', '%1$s', '{}')""".formatted(north.id, client, address);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(sql);
        }
    }

    private static Connection database(String role) throws SQLException {
        return DriverManager.getConnection(
                configured("quarkus.datasource.jdbc.url"),
                configured(role + ".username"),
                configured(role + ".password"));
    }

    private static String configured(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
