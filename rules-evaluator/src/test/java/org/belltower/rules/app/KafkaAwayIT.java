package org.belltower.rules.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.embedded.quarkus.KafkaAwayResource;
import org.junit.jupiter.api.Test;

/// Kafka is away when the service starts, comes, is killed and returns: the service is alive all the while and ready
/// only with it, and nobody who asks it waits for Kafka.
@SuppressWarnings("NullAway.Init") // Quarkus sets them.
@QuarkusTest
@QuarkusTestResource(value = KafkaAwayResource.class, restrictToAnnotatedClass = true)
class KafkaAwayIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    /// Less than one question of the service to Kafka may take, more than the readiness check asks Kafka.
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final int LOOKS = 3;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    KafkaProcess kafka;

    @Test
    void without_kafka_the_service_is_alive_and_not_ready_and_says_so_in_time() {
        for (int look = 0; look < LOOKS; look++) {
            assertAwayButAlive();
            assertThat(inTime(status()).jsonPath().getString("topology")).isEqualTo("WAITING");
        }

        kafka.restart();
        await().atMost(LONG).until(() -> given().get(ready).statusCode() == 200);
        status().then().statusCode(200).body("topology", equalTo("RUNNING"));

        kafka.kill();
        for (int look = 0; look < LOOKS; look++) {
            assertAwayButAlive();
        }

        kafka.restart();
        await().atMost(LONG).until(() -> given().get(ready).statusCode() == 200);
        assertThat(inTime(given().get(live)).statusCode()).isEqualTo(200);
    }

    private void assertAwayButAlive() {
        assertThat(inTime(given().get(live)).statusCode()).isEqualTo(200);
        assertThat(inTime(given().get(ready)).statusCode()).isEqualTo(503);
    }

    private static Response status() {
        return given().auth()
                .oauth2(Backends.tokens()
                        .mint(TokenRequest.forClient("console")
                                .district("north")
                                .scopes("operations.read")))
                .get("/v1/status");
    }

    private static Response inTime(Response response) {
        assertThat(Duration.ofMillis(response.time())).isLessThan(IN_TIME);
        return response;
    }
}
