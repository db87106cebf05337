package org.belltower.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.Category;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.wire.RecordKey;
import org.belltower.registry.postgres.DistrictTransactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// R15: what takes a device out stands on its topic when the call is answered. Nothing here waits after a call, and
/// Kafka takes long enough for a call that does not wait to be seen.
@QuarkusTest
@TestProfile(SlowPublisher.InPlace.class)
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AcknowledgedIT {
    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String token = GivenDistrict.token("token-" + north.id);

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    DistrictTransactions transactions;

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    SlowPublisher kafka;

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
        north.signIn("g-1", phone, token);
        north.awaitPublished();
        kafka.slow(true);
    }

    @AfterEach
    void stop() {
        kafka.slow(false);
        kafka.refuse(Optional.empty());
    }

    @Test
    void I_28_a_logout_is_answered_after_the_binding_is_published() {
        logOut();

        assertThat(published.binding(phone).session()).isEqualTo(SessionState.SIGNED_OUT);
    }

    @Test
    void I_28_another_users_sign_in_is_answered_after_the_binding_is_published() {
        north.signIn("g-2", phone, token + "02");

        assertThat(published.binding(phone).person()).isEqualTo(new PersonId("g-2"));
    }

    @Test
    void I_28_a_sign_out_everywhere_is_answered_after_the_bindings_are_published() {
        north.signIn("g-1", phone + "-2", token + "02");
        north.phone("g-1").post("/v1/devices/logout").then().statusCode(204);

        assertThat(published.binding(phone).session()).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(published.binding(phone + "-2").session()).isEqualTo(SessionState.SIGNED_OUT);
    }

    @Test
    void I_28_a_password_reset_is_answered_after_the_bindings_are_published() {
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);

        assertThat(published.binding(phone).session()).isEqualTo(SessionState.SIGNED_OUT);
    }

    @Test
    void a_denied_permission_is_answered_after_the_binding_is_published() {
        north.phone("g-1")
                .body("{\"permission\": \"DENIED\"}")
                .put("/v1/devices/" + phone + "/permission")
                .then()
                .statusCode(204);

        assertThat(published.binding(phone).permission()).isEqualTo(Permission.DENIED);
    }

    @Test
    void I_3_a_token_taken_over_in_another_district_is_gone_from_its_binding_when_the_sign_in_is_answered() {
        kafka.slow(false);
        GivenDistrict south = new GivenDistrict().settled();
        kafka.slow(true);
        south.signIn("g-9", phone, token);

        assertThat(published.binding(phone).token()).isNull();
    }

    @Test
    void I_3_a_repeated_sign_in_is_answered_after_the_token_is_gone_from_the_binding_in_the_other_district()
            throws Exception {
        kafka.slow(false);
        GivenDistrict south = new GivenDistrict().settled();
        Published there = new Published(Backends.kafka(), south.id);
        String theirs = inAnotherShard(south);
        kafka.refuse(Optional.of(new RecordKey(north.id, phone)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> tokenTakenOver(south, theirs));
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> !there.bindings(theirs).isEmpty());
            Future<Integer> repeated = threads.submit(() -> tokenTakenOver(south, theirs));
            assertThatThrownBy(() -> repeated.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(published.binding(phone).token()).isNotNull();

            kafka.refuse(Optional.empty());
            assertThat(repeated.get(15, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(published.binding(phone).token()).isNull();
            assertThat(first.get(15, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    private int tokenTakenOver(GivenDistrict by, String installation) {
        return by.phone("g-9")
                .body(GivenDistrict.registration(token, true))
                .put("/v1/devices/" + installation)
                .statusCode();
    }

    /// A phone that is not published with the northern one: what Kafka refuses of that holds nothing of this back.
    private String inAnotherShard(GivenDistrict south) {
        return Stream.iterate(0, number -> number + 1)
                .map(number -> "phone-" + number)
                .filter(installation -> shard(south, installation) != shard(north, phone))
                .findFirst()
                .orElseThrow();
    }

    private int shard(GivenDistrict district, String key) {
        return transactions.read(
                district.id,
                handle -> handle.createQuery("SELECT hashtext(:district || '/' || :key) & 15")
                        .bind("district", district.id)
                        .bind("key", key)
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void I_46_an_opt_out_is_answered_after_the_binding_is_published() {
        choose("{\"GRADES\": {\"on\": true}}");
        assertThat(published.binding(phone).categories()).isEqualTo(Set.of(Category.GRADES));

        choose("{}");
        assertThat(published.binding(phone).categories()).isEmpty();
    }

    @Test
    void I_50_a_devices_removal_is_answered_after_its_tombstone_is_published() {
        north.phone("g-1").delete("/v1/devices/" + phone).then().statusCode(204);

        assertThat(published.bindings(phone).getLast()).isEmpty();
    }

    @Test
    void R15_a_logout_amid_a_large_import_is_published_before_the_import_is_through() {
        kafka.slow(false);
        transactions.writeAhead(north.id, handle -> handle.createScript("""
                        INSERT INTO person (id, kind) SELECT 'i-' || n, 'STUDENT' FROM generate_series(1, 20000) AS n;
                        INSERT INTO mark (kind, key) SELECT 'AUDIENCE', 'i-' || n FROM generate_series(1, 20000) AS n;
                        """).execute());
        logOut();
        int left = north.office().get("/v1/status").path("marks");

        assertThat(published.binding(phone).session()).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(left).isPositive();
        north.awaitPublished();
        assertThat(published.audiences("i-20000")).hasSize(1);
    }

    private void logOut() {
        north.phone("g-1").post("/v1/devices/" + phone + "/logout").then().statusCode(204);
    }

    private void choose(String choices) {
        north.choose("g-1", phone, choices);
    }
}
