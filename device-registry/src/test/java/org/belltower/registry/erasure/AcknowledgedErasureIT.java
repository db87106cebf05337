package org.belltower.registry.erasure;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.RecordKey;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.belltower.registry.SlowPublisher;
import org.belltower.registry.postgres.DistrictTransactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// R15, I-50: what was erased has its tombstones when the call is answered, the first or a repeated one. Nothing here
/// waits after a call.
@QuarkusTest
@TestProfile(SlowPublisher.InPlace.class)
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AcknowledgedErasureIT {
    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    SlowPublisher kafka;

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    DistrictTransactions transactions;

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        north.office()
                .body("{\"items\": [{\"op\": \"delete\", \"kind\": \"guardian\", \"id\": \"g-1\"}]}")
                .post("/v1/roster")
                .then()
                .statusCode(200);
        north.awaitPublished();
        assertThat(published.binding(phone).token()).isNotNull();
    }

    @AfterEach
    void stop() {
        kafka.slow(false);
        kafka.refuse(Optional.empty());
    }

    @Test
    void I_50_an_erasure_is_answered_after_the_tombstones_are_published() {
        kafka.slow(true);

        assertThat(erase()).isEqualTo(204);

        assertThat(published.bindings(phone).getLast()).isEmpty();
    }

    @Test
    void I_50_an_erasure_that_is_repeated_is_answered_after_the_tombstones_of_the_first_are_published()
            throws Exception {
        kafka.refuse(Optional.of(new RecordKey(north.id, phone)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(this::erase);
            await().atMost(Duration.ofSeconds(15)).until(() -> devices() == 0);
            Future<Integer> repeated = threads.submit(this::erase);
            assertThatThrownBy(() -> repeated.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(published.binding(phone).token()).isNotNull();

            kafka.refuse(Optional.empty());
            assertThat(repeated.get(15, TimeUnit.SECONDS)).isEqualTo(204);
            assertThat(published.bindings(phone).getLast()).isEmpty();
            assertThat(first.get(15, TimeUnit.SECONDS)).isEqualTo(204);
        }
    }

    private int erase() {
        return north.office().delete("/v1/people/g-1").statusCode();
    }

    private int devices() {
        return transactions.read(
                north.id,
                handle -> handle.createQuery("SELECT count(*) FROM device")
                        .mapTo(Integer.class)
                        .one());
    }
}
