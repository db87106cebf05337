package org.belltower.registry.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.belltower.registry.erasure.postgres.PostgresErasure;
import org.belltower.registry.erasure.postgres.PostgresLeftPeople;
import org.belltower.registry.loop.Purge;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.ModelColumns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// I-50: what goes with somebody who leaves, and what does not come back.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class ErasureIT {
    private static final Duration KEPT = Duration.ofDays(30);

    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String token = GivenDistrict.token("token-" + north.id);

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    DistrictTransactions transactions;

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    PostgresErasure erasure;

    @Inject
    @DataSource("relay")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    AgroalDataSource relay;

    @SuppressWarnings("NullAway.Init") // The set-up sets it.
    private PersonRows rows;

    @BeforeEach
    void given() {
        rows = new PersonRows(transactions, north.id);
        north.settled().family("s-1", "g-1").family("s-2", "g-2");
        north.signIn("g-1", phone, token);
        north.phone("g-1")
                .body("{\"categories\": {\"GRADES\": {\"on\": true, \"below\": 70}}, \"officeMessages\": false}")
                .put("/v1/devices/" + phone + "/preferences")
                .then()
                .statusCode(200);
        north.phone("g-1")
                .body("{\"categories\": {\"ATTENDANCE\": {\"on\": true}}, \"language\": \"es\", \"detail\": true}")
                .put("/v1/preferences")
                .then()
                .statusCode(200);
        north.signIn("g-1", "other-" + north.id, token + "02");
        north.phone("g-1")
                .post("/v1/devices/other-" + north.id + "/logout")
                .then()
                .statusCode(204);
        north.signIn("g-2", "other-" + north.id, token + "02");
        north.choose("g-2", "other-" + north.id, "{\"GRADES\": {\"on\": true}}");
    }

    @Test
    void I_50_an_erasure_leaves_neither_token_nor_choice_and_nobody_else_loses_any() {
        // g-1 chose something for g-2's device as well, when it was hers.
        north.signInAnew("g-1", "other-" + north.id, token + "02");
        north.choose("g-1", "other-" + north.id, "{\"ATTENDANCE\": {\"on\": true}}");
        north.signIn("g-2", "other-" + north.id, token + "02");
        leave();
        assertThat(rows.of("g-1")).allSatisfy((_, count) -> assertThat(count).isPositive());

        north.office().delete("/v1/people/g-1").then().statusCode(204);

        assertThat(rows.of("g-1")).allSatisfy((_, count) -> assertThat(count).isZero());
        assertThat(rows.of("g-2")).containsEntry("device", 1).containsEntry("subscription", 1);
        assertThat(published.bindings(phone).getLast()).isEmpty();
        assertThat(published.binding("other-" + north.id).person().value()).isEqualTo("g-2");
        north.office().get("/v1/people/g-1/devices").then().body("items", aMapWithSize(0));
    }

    @Test
    void I_50_whatever_table_names_a_person_is_erased_or_stays_for_a_reason() {
        assertThat(rows.tables()).containsAll(PersonRows.LEFT_ALONE.keySet());
        assertThat(rows.of("g-1"))
                .containsOnlyKeys(
                        "default_subscription",
                        "device",
                        "installation_cutoff",
                        "office_messages",
                        "preference",
                        "subscription");
    }

    @Test
    void I_50_no_token_from_before_brings_the_device_back() {
        var before =
                TokenRequest.forPerson("g-1", "family-app").scopes("devices").district(north.id.value());
        var withIt = GivenDistrict.with(before);
        leave();
        north.office().delete("/v1/people/g-1").then().statusCode(204);

        withIt.body(GivenDistrict.registration(token, true))
                .put("/v1/devices/" + phone)
                .then()
                .statusCode(401);

        assertThat(rows.of("g-1")).allSatisfy((_, count) -> assertThat(count).isZero());
    }

    @Test
    void I_50_somebody_in_the_roster_is_not_erased() {
        north.office().delete("/v1/people/g-1").then().statusCode(409).body("detail", containsString("in the roster"));
        north.office().delete("/v1/people/s-1").then().statusCode(409);

        north.phone("g-1").get("/v1/preferences").then().body("language", equalTo("es"));
        assertThat(published.binding(phone).token()).isNotNull();
    }

    @Test
    void an_erasure_may_be_repeated_and_the_person_need_not_be_known() {
        leave();
        north.office().delete("/v1/people/g-1").then().statusCode(204);
        north.office().delete("/v1/people/g-1").then().statusCode(204);
        north.office().delete("/v1/people/nobody").then().statusCode(204);
    }

    @Test
    void I_50_whoever_left_is_erased_after_thirty_days_by_itself() {
        leave();
        Instant left = Instant.now();

        assertThat(purgedAt(left.plus(Duration.ofDays(29)))).isZero();
        assertThat(rows.of("g-1")).containsEntry("device", 1);
        assertThat(purgedAt(left.plus(Duration.ofDays(31)))).isPositive();

        assertThat(rows.of("g-1")).allSatisfy((_, count) -> assertThat(count).isZero());
        north.awaitPublished();
        assertThat(published.bindings(phone).getLast()).isEmpty();
        assertThat(published.binding("other-" + north.id).token()).isNotNull();
    }

    @Test
    void I_50_whoever_comes_back_in_time_keeps_everything() {
        leave();
        north.family("s-1", "g-1");

        int _ = purgedAt(Instant.now().plus(Duration.ofDays(31)));

        north.phone("g-1").get("/v1/preferences").then().body("language", equalTo("es"));
        assertThat(published.binding(phone).token()).isNotNull();
    }

    /// Others forget what a student's people were told by the tombstone alone, so that one who is out of the roster
    /// for a night is told nothing twice (I-11, I-13).
    @Test
    void I_50_a_student_who_left_has_an_audience_of_nobody_and_a_tombstone_after_thirty_days() {
        leave("student", "s-2");
        Instant left = Instant.now();
        north.awaitPublished();
        assertThat(published.audience("s-2").members()).isEmpty();

        assertThat(purgedAt(left.plus(Duration.ofDays(31)))).isPositive();

        north.awaitPublished();
        assertThat(published.audiences("s-2").getLast()).isEmpty();
    }

    @Test
    void I_50_a_student_who_is_erased_at_once_has_a_tombstone_when_the_call_is_answered() {
        leave("student", "s-2");

        north.office().delete("/v1/people/s-2").then().statusCode(204);

        assertThat(published.audiences("s-2").getLast()).isEmpty();
    }

    @Test
    void I_50_whoever_signs_in_again_after_their_erasure_is_erased_again_after_thirty_days() {
        leave();
        north.office().delete("/v1/people/g-1").then().statusCode(204);
        north.signInAnew("g-1", phone, token);
        Instant again = Instant.now();

        int _ = purgedAt(again.plus(Duration.ofDays(29)));
        assertThat(rows.of("g-1")).containsEntry("device", 1);
        int _ = purgedAt(again.plus(Duration.ofDays(31)));

        assertThat(rows.of("g-1")).allSatisfy((_, count) -> assertThat(count).isZero());
    }

    @Test
    void I_50_whoever_was_never_in_the_roster_keeps_what_they_have_until_somebody_erases_it() {
        north.signIn("staff", "desk-" + north.id, token + "03");

        int _ = purgedAt(Instant.now().plus(Duration.ofDays(31)));

        assertThat(rows.of("staff")).containsEntry("device", 1);
        north.office().delete("/v1/people/staff").then().statusCode(204);
        assertThat(rows.of("staff")).containsEntry("device", 0);
    }

    private void leave() {
        leave("guardian", "g-1");
    }

    private void leave(String kind, String id) {
        north.office()
                .body("{\"items\": [{\"op\": \"delete\", \"kind\": \"%s\", \"id\": \"%s\"}]}".formatted(kind, id))
                .post("/v1/roster")
                .then()
                .statusCode(200)
                .body("items[0].status", equalTo(200));
    }

    private int purgedAt(Instant moment) {
        PostgresLeftPeople left = new PostgresLeftPeople(ModelColumns.jdbi(relay), erasure);
        return new Purge("left", left, KEPT, InstantSource.fixed(moment)).tick();
    }
}
