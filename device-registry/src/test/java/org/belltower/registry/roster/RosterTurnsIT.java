package org.belltower.registry.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// Many calls of one district at once, while another copy of the service has its roster in hand.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class RosterTurnsIT {
    /// More than there are connections.
    private static final int CALLS = 24;

    private static final String ROSTER = """
            {"items": [{"op": "put", "kind": "guardian", "id": "g-%d"}]}""";

    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();

    @Test
    void a_district_that_sends_everything_at_once_takes_no_other_districts_connections() throws Exception {
        north.settled();
        south.settled();
        List<Future<Response>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (Connection other = holding(north)) {
                for (int call = 0; call < CALLS; call++) {
                    String body = ROSTER.formatted(call);
                    calls.add(threads.submit(() -> keyed(body)));
                }
                await().until(() -> waiting(other) > 0);

                for (int call = 0; call < 3; call++) {
                    south.put("/v1/guardians/g-" + call, "{}");
                }
                assertThat(waiting(other)).as("with a connection").isEqualTo(1);
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Response> call : calls) {
                statuses.add(call.get().statusCode());
            }
            assertThat(statuses).as("the other copy was soon done").containsOnly(200);
        }
    }

    @Test
    void whoever_does_not_get_the_lock_is_told_to_come_again_and_may_under_the_same_key() throws Exception {
        north.settled();
        try (Connection _ = holding(north)) {
            keyed(ROSTER.formatted(1))
                    .then()
                    .statusCode(503)
                    .contentType(Problem.MEDIA_TYPE)
                    .header("Retry-After", notNullValue());
        }
        assertThat(north.office().get("/v1/guardians").<List<String>>path("items.id"))
                .isEmpty();
        keyed(ROSTER.formatted(1)).then().statusCode(200).body("items.status", contains(201));
    }

    @Test
    void whose_connection_is_lost_is_told_to_come_again_and_may_under_the_same_key() throws Exception {
        north.settled();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = holding(north)) {
            Future<Response> call = threads.submit(() -> keyed(ROSTER.formatted(1)));
            await().until(() -> waiting(other) == 1);
            endWaiting(other);

            call.get()
                    .then()
                    .statusCode(503)
                    .contentType(Problem.MEDIA_TYPE)
                    .header("Retry-After", notNullValue())
                    .body("detail", startsWith("The database does not answer"));
        }
        keyed(ROSTER.formatted(1)).then().statusCode(200).body("items.status", contains(201));
    }

    /// As the end of a database does, or of the network to it.
    private static void endWaiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute("""
                    SELECT pg_terminate_backend(pid) FROM pg_locks
                    WHERE locktype = 'advisory' AND classid = 4 AND NOT granted""");
        }
    }

    private Response keyed(String body) {
        return north.office()
                .header("Idempotency-Key", Integer.toString(body.hashCode()))
                .body(body)
                .post("/v1/roster");
    }

    /// As another copy does amid a transaction.
    private static Connection holding(GivenDistrict district) throws SQLException {
        Connection connection = DriverManager.getConnection(
                configured("quarkus.datasource.jdbc.url"),
                configured("quarkus.datasource.username"),
                configured("quarkus.datasource.password"));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute("SELECT pg_advisory_xact_lock(4, hashtext('" + district.id + "/'))");
        }
        return connection;
    }

    /// Connections that wait for a lock of a roster.
    private static int waiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT count(*) FROM pg_locks
                        WHERE locktype = 'advisory' AND classid = 4 AND NOT granted""")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static String configured(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
