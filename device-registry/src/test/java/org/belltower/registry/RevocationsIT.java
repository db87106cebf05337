package org.belltower.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Revocations.Revoked;
import org.belltower.model.audience.Standing;
import org.belltower.registry.loop.Purge;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.registry.publish.postgres.PostgresRemoved;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A9, I-4, I-50: who stands in a student's revocations, whichever way the roster was changed.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class RevocationsIT {
    private static final String UNBOUNDED = "{\"portal\": true, \"restricted\": false}";
    private static final Standing NONE = new Standing.None();

    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    DistrictTransactions transactions;

    @Inject
    @DataSource("relay")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    AgroalDataSource relay;

    @BeforeEach
    void given() {
        north.settled();
        north.put("/v1/students/s-1", "{\"calendars\": [\"high-2027\"]}");
        for (int guardian = 1; guardian <= 5; guardian++) {
            north.put("/v1/guardians/g-" + guardian, "{}");
        }
    }

    @Test
    void A9_whoever_has_a_bound_is_named_with_what_they_are_now_and_nobody_else() {
        relate("g-1", UNBOUNDED);
        relate("g-2", "{\"portal\": false, \"restricted\": false}");
        relate("g-3", "{\"portal\": true, \"restricted\": true}");
        relate("g-4", "{\"portal\": true, \"restricted\": false, \"starts\": \"2026-08-01\"}");
        relate("g-5", "{\"portal\": true, \"restricted\": false, \"ends\": \"2027-06-30\"}");
        north.awaitPublished();

        Revocations last = published.revocations("s-1").getLast().orElseThrow();
        assertThat(last)
                .isEqualTo(new Revocations(
                        north.id,
                        new StudentId("s-1"),
                        last.version(),
                        List.of(
                                named("g-2", new Standing.Guardian(false, false, null, null)),
                                named("g-3", new Standing.Guardian(true, true, null, null)),
                                named("g-4", new Standing.Guardian(true, false, LocalDate.of(2026, 8, 1), null)),
                                named("g-5", new Standing.Guardian(true, false, null, LocalDate.of(2027, 6, 30))))));
        assertThat(published.revocations("s-1").stream()
                        .map(each -> each.orElseThrow().version())
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void an_unbounded_right_alone_makes_no_record() {
        relate("g-1", UNBOUNDED);
        north.awaitPublished();

        assertThat(published.revocations("s-1")).isEmpty();
        assertThat(published.audience("s-1").members()).hasSize(2);
    }

    @Test
    void a_bound_that_is_lifted_ends_in_a_tombstone() {
        relate("g-1", "{\"portal\": false, \"restricted\": false}");
        relate("g-1", UNBOUNDED);

        assertThat(published.revocations("s-1").getLast()).isEmpty();
    }

    @Test
    void I_4_who_was_taken_out_is_named_until_they_come_back() {
        relate("g-1", UNBOUNDED);
        north.office().delete("/v1/students/s-1/guardians/g-1").then().statusCode(204);
        assertThat(revoked()).containsExactly(named("g-1", NONE));

        relate("g-1", "{\"portal\": true, \"restricted\": true}");
        assertThat(revoked()).containsExactly(named("g-1", new Standing.Guardian(true, true, null, null)));

        north.office().delete("/v1/students/s-1/guardians/g-1").then().statusCode(204);
        relate("g-1", UNBOUNDED);
        assertThat(published.revocations("s-1").getLast()).isEmpty();
    }

    @Test
    void ending_what_has_ended_and_is_published_publishes_nothing_more() {
        relate("g-1", UNBOUNDED);
        north.office().delete("/v1/students/s-1/guardians/g-1").then().statusCode(204);
        north.office().delete("/v1/students/s-1/guardians/g-1").then().statusCode(204);
        north.awaitPublished();

        assertThat(published.revocations("s-1").stream().map(Optional::orElseThrow))
                .extracting(Revocations::revoked)
                .containsExactly(List.of(named("g-1", NONE)));
    }

    @Test
    void I_50_no_code_path_can_forget_a_removal_the_database_marks_it() {
        relate("g-1", UNBOUNDED);
        sql("""
                DELETE FROM relationship WHERE student = 's-1';
                DELETE FROM enrollment WHERE student = 's-1';
                DELETE FROM person WHERE id = 's-1';
                """);
        assertThat(revoked()).containsExactly(named("g-1", NONE), named("s-1", NONE));
        north.awaitPublished();
        assertThat(published.audience("s-1").members()).isEmpty();

        north.put("/v1/students/s-1", "{\"calendars\": [\"high-2027\"]}");
        assertThat(revoked()).containsExactly(named("g-1", NONE));
    }

    @Test
    void A9_a_change_by_whatever_statement_is_marked_by_the_database() {
        relate("g-1", UNBOUNDED);
        relate("g-2", UNBOUNDED);
        sql("UPDATE relationship SET restricted = true WHERE student = 's-1'");

        Standing restricted = new Standing.Guardian(true, true, null, null);
        assertThat(revoked()).containsExactly(named("g-1", restricted), named("g-2", restricted));
    }

    @Test
    void I_50_who_was_taken_out_is_named_as_long_as_a_push_can_live_and_no_longer() {
        relate("g-1", "{\"portal\": false, \"restricted\": false}");
        relate("g-2", UNBOUNDED);
        north.office().delete("/v1/students/s-1/guardians/g-2").then().statusCode(204);
        Instant removal = Instant.now();

        assertThat(purgedAt(removal.plus(Duration.ofDays(6)))).isZero();
        north.awaitPublished();
        assertThat(revoked()).hasSize(2);

        assertThat(purgedAt(removal.plus(Duration.ofDays(8)))).isPositive();
        north.awaitPublished();
        assertThat(revoked()).containsExactly(named("g-1", new Standing.Guardian(false, false, null, null)));
    }

    @Test
    void I_50_nobody_left_to_name_after_the_purge_is_a_tombstone() {
        relate("g-1", UNBOUNDED);
        north.office().delete("/v1/students/s-1/guardians/g-1").then().statusCode(204);
        assertThat(purgedAt(Instant.now().plus(Duration.ofDays(8)))).isPositive();
        north.awaitPublished();

        assertThat(published.revocations("s-1").getLast()).isEmpty();
    }

    private int purgedAt(Instant moment) {
        PostgresRemoved removed = new PostgresRemoved(Jdbi.create(relay).installPlugin(new ModelColumns()));
        return new Purge("removed", removed, Duration.ofDays(7), InstantSource.fixed(moment)).tick();
    }

    private void sql(String script) {
        transactions.change(north.id, handle -> handle.createScript(script).execute());
    }

    private void relate(String guardian, String relationship) {
        north.put("/v1/students/s-1/guardians/" + guardian, relationship);
    }

    private List<Revoked> revoked() {
        return published.revocations("s-1").getLast().orElseThrow().revoked();
    }

    private static Revoked named(String person, Standing standing) {
        return new Revoked(new PersonId(person), standing);
    }
}
