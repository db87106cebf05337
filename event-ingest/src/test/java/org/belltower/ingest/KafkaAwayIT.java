package org.belltower.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.ingest.FrontDoor.grade;
import static org.belltower.ingest.FrontDoor.newId;
import static org.belltower.ingest.FrontDoor.post;
import static org.belltower.ingest.cloudevents.ContentMode.BATCH;
import static org.belltower.ingest.cloudevents.ContentMode.STRUCTURED;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.embedded.quarkus.KafkaAwayResource;
import org.belltower.ingest.accept.kafka.ChangesTopic;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Kafka is away when the service starts, comes, is killed and returns. No 202 without it; nothing lost after a 202.
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAwayResource.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "belltower.ingest.delivery-timeout", value = "2s"),
            @ResourceArg(name = "belltower.ingest.max-block", value = "1s"),
            @ResourceArg(name = "belltower.ingest.topics-retry", value = "200ms")
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaAwayIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int PRODUCERS = 4;

    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    KafkaProcess kafka;

    /// One request: when it began and ended, and how.
    private record Exchange(long began, long ended, int status) {
        boolean within(long from, long to) {
            return began >= from && ended <= to;
        }
    }

    private static int readiness() {
        return FrontDoor.management("/q/health/ready").statusCode();
    }

    private static void awaitReadiness(int status) {
        await().atMost(LONG).until(KafkaAwayIT::readiness, found -> found == status);
    }

    @Test
    @Order(1)
    void a_service_that_starts_before_kafka_comes_up_not_ready_and_becomes_ready_with_it() {
        assertThat(FrontDoor.management("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(readiness()).isEqualTo(503);
        assertAway(post(STRUCTURED, grade(newId())));
        assertAway(post(BATCH, "[" + grade(newId()) + "," + grade(newId()) + "]"));
        assertAway(post(BATCH, "[{}," + grade(newId()) + "]"));
        assertThat(post(BATCH, "[{},{}]").statusCode()).isEqualTo(200);
        assertThat(FrontDoor.with(FrontDoor.NORTH)
                        .contentType(STRUCTURED.mediaType())
                        .body(grade(newId()))
                        .post(FrontDoor.PATH + "/check")
                        .statusCode())
                .as("what is only checked needs no Kafka")
                .isEqualTo(200);

        kafka.restart();

        awaitReadiness(200);
        await().atMost(LONG).until(() -> post(STRUCTURED, grade(newId())).statusCode() == 202);
    }

    private static void assertAway(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("5");
        assertThat(response.jsonPath().getInt("status")).isEqualTo(503);
    }

    @Test
    @Order(2)
    void while_kafka_is_killed_nothing_is_accepted_and_afterwards_nothing_accepted_is_lost() throws Exception {
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread[] producers = IntStream.range(0, PRODUCERS)
                .mapToObj(number -> Thread.ofVirtual().start(() -> produce(number, over, accepted, exchanges)))
                .toArray(Thread[]::new);
        await().atMost(LONG).until(() -> accepted.size() > 200);

        kafka.kill();
        long killed = System.nanoTime();
        awaitReadiness(503);
        await().atMost(LONG)
                .until(() -> exchanges.stream()
                                .filter(exchange -> exchange.began() > killed)
                                .count()
                        >= PRODUCERS);
        long returning = System.nanoTime();
        kafka.restart();
        awaitReadiness(200);
        int before = accepted.size();
        await().atMost(LONG).until(() -> accepted.size() > before + 200);
        over.set(true);
        for (Thread producer : producers) {
            producer.join(LONG);
        }

        assertThat(exchanges)
                .filteredOn(exchange -> exchange.within(killed, returning))
                .isNotEmpty()
                .extracting(Exchange::status)
                .containsOnly(503);
        Set<String> written =
                ChangesTopic.read(
                                kafka.bootstrapServers(),
                                event -> accepted.contains(event.id().id()))
                        .stream()
                        .map(event -> event.id().id())
                        .collect(Collectors.toSet());
        assertThat(written).containsExactlyInAnyOrderElementsOf(accepted);
    }

    /// Sends one event after the other, each until it is accepted, under the same id; every other one as a batch.
    private static void produce(int number, AtomicBoolean over, Set<String> accepted, Queue<Exchange> exchanges) {
        for (int count = 0; !over.get(); count++) {
            String id = newId();
            String event = grade(id).replace("s-1", "s-" + number);
            int status = 0;
            while (status != 202 && !over.get()) {
                long began = System.nanoTime();
                status = (count % 2 == 0 ? post(STRUCTURED, event) : post(BATCH, "[" + event + "]")).statusCode();
                exchanges.add(new Exchange(began, System.nanoTime(), status));
            }
            if (status == 202) {
                accepted.add(id);
            }
        }
    }
}
