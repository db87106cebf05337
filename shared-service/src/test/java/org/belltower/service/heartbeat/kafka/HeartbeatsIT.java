package org.belltower.service.heartbeat.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.belltower.embedded.Backends;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.model.wire.Topics;
import org.belltower.service.heartbeat.ServiceStatus;
import org.belltower.service.heartbeat.ServiceWatch;
import org.belltower.service.heartbeat.Verdict;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsAtStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A12, by a real Kafka.
class HeartbeatsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ServiceWatch.Limits SHORT = new ServiceWatch.Limits(
            Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofDays(1));

    private final KafkaClients kafka = new KafkaClients(Map.of("bootstrap.servers", Backends.kafka()));
    private final String service = "s-" + UUID.randomUUID();
    private final Told vitals = new Told();
    private final HeartbeatWriter writer = new HeartbeatWriter(
            kafka,
            new HeartbeatWriter.Who(service, "here:1", "0.1"),
            vitals,
            InstantSource.system(),
            Duration.ofMillis(500));
    private final ServiceWatch watch = new ServiceWatch(SHORT, List.of(service));
    private final HeartbeatReader reader = new HeartbeatReader(kafka, watch, InstantSource.system(), System::nanoTime);

    @BeforeAll
    static void topic() {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", Backends.kafka()));
        try (Admin admin = clients.admin("test", TIMEOUT)) {
            assertThat(new TopicsAtStart(admin, TIMEOUT).createOrVerify(List.of(Topics.HEARTBEATS)))
                    .isEmpty();
        }
    }

    @AfterEach
    void close() {
        writer.close();
        reader.close();
    }

    private static final class Told implements Vitals {
        private volatile boolean verified = true;
        private volatile Optional<Duration> idle = Optional.empty();

        @Override
        public boolean topicsVerified() {
            return verified;
        }

        @Override
        public Heartbeat.Stage stage() {
            return Heartbeat.Stage.WORKING;
        }

        @Override
        public Optional<Duration> idle() {
            return idle;
        }

        @Override
        public List<Link> links() {
            return List.of(new Link("kafka", Link.Reach.CONNECTED, null, 1L));
        }

        @Override
        public List<Hop> hops() {
            return List.of();
        }
    }

    private ServiceStatus status() {
        return watch.judge(System.nanoTime(), InstantSource.system().instant()).getFirst();
    }

    private void awaitVerdict(Verdict verdict) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(status().copies())
                        .extracting(ServiceStatus.Copy::verdict)
                        .containsExactly(verdict));
    }

    @Test
    void A12_a_service_is_heard_stands_still_falls_silent_comes_back_and_says_goodbye() {
        assertThat(status().status()).isEqualTo(Verdict.Status.UNKNOWN);
        reader.start();
        writer.start();
        awaitVerdict(Verdict.BEATING);
        assertThat(status().connectivity()).isEqualTo(Link.Reach.CONNECTED);
        vitals.idle = Optional.of(Duration.ofMinutes(2));
        awaitVerdict(Verdict.STALLED);
        vitals.idle = Optional.empty();
        awaitVerdict(Verdict.BEATING);
        vitals.verified = false;
        awaitVerdict(Verdict.SILENT);
        vitals.verified = true;
        awaitVerdict(Verdict.BEATING);
        writer.close();
        awaitVerdict(Verdict.STOPPED);
    }

    @Test
    void A12_a_judge_that_begins_after_a_crash_takes_the_last_heartbeat_for_no_sign_of_life() {
        writer.start();
        reader.start();
        awaitVerdict(Verdict.BEATING);
        vitals.verified = false;
        // What it is just writing is written.
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        ServiceWatch later = new ServiceWatch(SHORT, List.of(service));
        try (HeartbeatReader anew = new HeartbeatReader(kafka, later, InstantSource.system(), System::nanoTime)) {
            anew.start();
            await().atMost(SOON).until(() -> {
                ServiceStatus status = later.judge(
                                System.nanoTime(), InstantSource.system().instant())
                        .getFirst();
                assertThat(status.status()).isNotEqualTo(Verdict.Status.ACTIVE);
                return status.status() == Verdict.Status.INACTIVE;
            });
        }
    }
}
