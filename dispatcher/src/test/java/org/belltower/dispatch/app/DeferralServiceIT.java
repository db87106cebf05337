package org.belltower.dispatch.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.belltower.dispatch.deferral.Deferral;
import org.belltower.dispatch.deferral.Deferred;
import org.belltower.dispatch.deferral.postgres.MadeTables;
import org.belltower.embedded.quarkus.BackendsResource;
import org.junit.jupiter.api.Test;

/// The service with its database. (All others run without one, and are ready and send.)
@SuppressWarnings("NullAway.Init") // Quarkus fills them in.
@QuarkusTest
@QuarkusTestResource(
        value = BackendsResource.class,
        initArgs = @ResourceArg(name = "database", value = "dispatcher"),
        restrictToAnnotatedClass = true)
@QuarkusTestResource(SimulatorResource.class)
class DeferralServiceIT {
    @TestHTTPResource(value = "/metrics", management = true)
    private URI metrics;

    @Inject
    Deferral deferral;

    @Inject
    MadeTables tables;

    @Test
    void the_tables_are_made_beside_the_start_and_what_is_put_is_counted() throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(tables::made);

        deferral.put(Deferred.living(Instant.now().plusSeconds(600)));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                deferral.backlog().map(backlog -> backlog.all().pushes()))
                        .contains(1L));
        given().get(metrics).then().body(containsString("belltower_dispatch_deferred 1.0"));
    }
}
