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

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1").family("s-2", "g-2");
        north.signIn("g-1", phone, token);
        north.choose("g-1", phone, "{\"GRADES\": {\"on\": true, \"below\": 70}}");
        north.phone("g-1")
                .body("{\"categories\": {\"ATTENDANCE\": {\"on\": true}}, \"language\": \"es\", \"detail\": true}")
                .put("/v1/preferences")
                .then()
                .statusCode(200);
        north.signIn("g-2", "other-" + north.id, token + "02");
        north.choose("g-2", "other-" + north.id, "{\"GRADES\": {\"on\": true}}");
    }

    @Test
    void I_50_an_erasure_leaves_neither_token_nor_choice_and_nobody_else_loses_any() {
        // g-1 chose something for g-2's device as well, when it was hers.
        north.signIn("g-1", "other-" + north.id, token + "02");
        north.choose("g-1", "other-" + north.id, "{\"ATTENDANCE\": {\"on\": true}}");
        north.signIn("g-2", "other-" + north.id, token + "02");
        leave();

        north.office().delete("/v1/people/g-1").then().statusCode(204);

        assertThat(rowsThatName("g-1")).isZero();
        assertThat(rowsThatName("g-2")).isEqualTo(2);
        assertThat(published.bindings(phone).getLast()).isEmpty();
        assertThat(published.binding("other-" + north.id).person().value()).isEqualTo("g-2");
        north.office().get("/v1/people/g-1/devices").then().body("items", aMapWithSize(0));
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

        assertThat(rowsThatName("g-1")).isZero();
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
        assertThat(rowsThatName("g-1")).isPositive();
        assertThat(purgedAt(left.plus(Duration.ofDays(31)))).isPositive();

        assertThat(rowsThatName("g-1")).isZero();
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

    private void leave() {
        north.office()
                .body("{\"items\": [{\"op\": \"delete\", \"kind\": \"guardian\", \"id\": \"g-1\"}]}")
                .post("/v1/roster")
                .then()
                .statusCode(200)
                .body("items[0].status", equalTo(200));
    }

    private int purgedAt(Instant moment) {
        PostgresLeftPeople left = new PostgresLeftPeople(ModelColumns.jdbi(relay), erasure);
        return new Purge("left", left, KEPT, InstantSource.fixed(moment)).tick();
    }

    /// In every table that names persons, but for who must not come back and the audit, which keeps ids.
    private int rowsThatName(String person) {
        return transactions.read(
                north.id,
                handle -> handle.createQuery("""
                        SELECT (SELECT count(*) FROM device WHERE person = :person)
                            + (SELECT count(*) FROM subscription WHERE person = :person)
                            + (SELECT count(*) FROM office_messages WHERE person = :person)
                            + (SELECT count(*) FROM default_subscription WHERE person = :person)
                            + (SELECT count(*) FROM preference WHERE person = :person)
                            + (SELECT count(*) FROM left_person WHERE person = :person)
                        """)
                        .bind("person", person)
                        .mapTo(Integer.class)
                        .one());
    }
}
