package org.belltower.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.FrontDoor.NORTH;
import static org.belltower.ingest.FrontDoor.grade;
import static org.belltower.ingest.FrontDoor.newId;
import static org.belltower.ingest.FrontDoor.post;
import static org.belltower.ingest.FrontDoor.with;
import static org.belltower.ingest.cloudevents.ContentMode.BATCH;
import static org.belltower.ingest.cloudevents.ContentMode.STRUCTURED;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.stream.IntStream;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.ingest.accept.kafka.ChangesTopic;
import org.belltower.ingest.cloudevents.ContentMode;
import org.belltower.model.wire.Problem;
import org.junit.jupiter.api.Test;

/// The tests' settings give these clients one event a second, and 1,000 at once.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
class QuotaIT {
    private static TokenRequest client(String district, String name) {
        return TokenRequest.forClient(name)
                .district(district)
                .scopes("events.write")
                .sources("/sis/north");
    }

    private static String batch(int events) {
        return IntStream.range(0, events)
                .mapToObj(_ -> grade(newId()))
                .reduce((one, other) -> one + "," + other)
                .map(all -> "[" + all + "]")
                .orElseThrow();
    }

    private static Response check(TokenRequest token, ContentMode mode, String body) {
        return with(token)
                .contentType(mode.mediaType())
                .body(body.getBytes(UTF_8))
                .post(FrontDoor.PATH + "/check");
    }

    private static void assertOverQuota(Response response, int least, int most) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(429);
        assertThat(response.contentType()).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(response.jsonPath().getInt("status")).isEqualTo(429);
        assertThat(response.jsonPath().getString("detail")).contains("quota");
        assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(least, most);
    }

    @Test
    void a_batch_over_the_quota_is_refused_whole_and_told_when_it_fits() {
        TokenRequest flood = client("north", "sis-flood");
        assertThat(post(flood, BATCH, batch(990)).statusCode()).isEqualTo(202);
        String id = newId();
        String eleven = batch(10).replace("]", "," + grade(id) + "]");
        assertOverQuota(post(flood, BATCH, eleven), 1, 1);
        assertOverQuota(post(flood, BATCH, batch(1_000)), 970, 990);
        assertThat(ChangesTopic.read(Backends.kafka(), event -> event.id().id().equals(id)))
                .isEmpty();
        assertThat(post(flood, BATCH, batch(10)).statusCode()).isEqualTo(202);
        assertThat(FrontDoor.management("/q/metrics").asString())
                .containsPattern("belltower_ingest_events_over_quota_total [1-9][0-9]{3}");
    }

    @Test
    void checking_counts_and_so_does_what_is_refused_for_what_it_is() {
        TokenRequest checks = client("north", "sis-checks");
        assertThat(check(checks, BATCH, batch(998)).statusCode()).isEqualTo(200);
        assertThat(check(checks, STRUCTURED, "{}").statusCode()).isEqualTo(400);
        assertThat(post(checks, STRUCTURED, "no JSON").statusCode()).isEqualTo(400);
        assertOverQuota(check(checks, BATCH, batch(100)), 90, 100);
        assertOverQuota(post(checks, BATCH, batch(100)), 90, 100);
    }

    @Test
    void I_9_a_producer_at_its_quota_does_not_stop_another_of_its_name_or_district() {
        TokenRequest flood = client("north", "sis-wild");
        assertThat(post(flood, BATCH, batch(1_000)).statusCode()).isEqualTo(202);
        assertOverQuota(post(flood, BATCH, batch(1_000)), 900, 1_000);
        assertThat(post(NORTH, BATCH, batch(1_000)).statusCode()).isEqualTo(202);
        assertThat(post(client("south", "sis-wild"), BATCH, batch(1_000)).statusCode())
                .isEqualTo(202);
    }
}
