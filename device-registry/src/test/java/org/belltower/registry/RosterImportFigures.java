package org.belltower.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.embedded.quarkus.BackendsResource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// What the audit of relationships costs a roster that comes for the first time: with its trigger and without, by
/// turns. It measures and checks nothing; run it by `-Dit.test=RosterImportFigures`.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class RosterImportFigures {
    private static final int STUDENTS = 3_000;
    /// 5 items each: a call has 1,000.
    private static final int IN_ONE_CALL = 200;

    private static final int ROUNDS = 4;

    @Test
    void an_import_with_and_without_an_audit_of_relationships() throws SQLException {
        long _ = imported();
        List<Long> without = new ArrayList<>();
        List<Long> with = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            audited(false);
            without.add(imported());
            audited(true);
            with.add(imported());
        }
        System.out.printf("figures students=%d without_ms=%s with_ms=%s%n", STUDENTS, without, with);
    }

    /// @return ms
    private static long imported() {
        GivenDistrict district = new GivenDistrict().settled();
        List<String> calls = IntStream.range(0, STUDENTS / IN_ONE_CALL)
                .mapToObj(call -> IntStream.range(call * IN_ONE_CALL, (call + 1) * IN_ONE_CALL)
                        .boxed()
                        .flatMap(RosterImportFigures::items)
                        .collect(Collectors.joining(",", "{\"items\": [", "]}")))
                .toList();
        long began = System.nanoTime();
        for (String call : calls) {
            district.office().body(call).post("/v1/roster").then().statusCode(200);
        }
        long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        assertThat(district.office().get("/v1/relationships?limit=1").<List<?>>path("items"))
                .hasSize(1);
        district.awaitPublished();
        return took;
    }

    private static Stream<String> items(int student) {
        return Stream.of("""
                        {"op": "put", "kind": "student", "id": "s-%1$d", "name": "Ana", "calendars": ["high-2027"]}""", """
                        {"op": "put", "kind": "guardian", "id": "g-%1$d"}""", """
                        {"op": "put", "kind": "guardian", "id": "h-%1$d"}""", """
                        {"op": "put", "kind": "relationship", "student": "s-%1$d", "guardian": "g-%1$d",
                         "portal": true, "restricted": false}""", """
                        {"op": "put", "kind": "relationship", "student": "s-%1$d", "guardian": "h-%1$d",
                         "portal": true, "restricted": false}""").map(item -> item.formatted(student));
    }

    private static void audited(boolean is) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        configured("quarkus.datasource.jdbc.url"),
                        configured("quarkus.flyway.username"),
                        configured("quarkus.flyway.password"));
                Statement statement = connection.createStatement()) {
            boolean _ =
                    statement.execute("ALTER TABLE relationship " + (is ? "ENABLE" : "DISABLE") + " TRIGGER audited");
        }
    }

    private static String configured(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
