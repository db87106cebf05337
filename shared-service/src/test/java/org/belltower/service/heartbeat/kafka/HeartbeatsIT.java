package org.belltower.service.heartbeat.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.embedded.Backends;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.model.wire.HeartbeatCodec;
import org.belltower.model.wire.Topics;
import org.belltower.service.heartbeat.ServiceJudge;
import org.belltower.service.heartbeat.ServiceStatus;
import org.belltower.service.heartbeat.ServiceWatch;
import org.belltower.service.heartbeat.Verdict;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.TopicsAtStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            System::nanoTime,
            Duration.ofMillis(500));
    private final ServiceWatch watch = new ServiceWatch(SHORT, List.of(service));
    private final HeartbeatReader reader = new HeartbeatReader(kafka, judge(watch));

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

    private static ServiceJudge judge(ServiceWatch watch) {
        return new ServiceJudge(watch, InstantSource.system(), System::nanoTime);
    }

    private ServiceStatus status() {
        return judge(watch).judge().getFirst();
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
    void A12_a_copy_that_ended_long_ago_is_not_told_of_by_a_judge_that_begins() throws Exception {
        writeAt(Instant.now().minus(Duration.ofDays(6)), "gone:1");
        writeAt(Instant.now().minus(Duration.ofHours(6)), "here:1");
        reader.start();

        awaitVerdict(Verdict.SILENT);
        assertThat(status().copies()).extracting(copy -> copy.last().instance()).containsExactly("here:1");
    }

    private void writeAt(Instant moment, String instance) throws Exception {
        Heartbeat beat =
                new Heartbeat(service, instance, "0.1", moment, Heartbeat.Stage.WORKING, null, List.of(), List.of());
        HeartbeatCodec.Encoded encoded = HeartbeatCodec.encode(beat, moment);
        try (Producer<byte[], byte[]> producer = kafka.producer("test", Map.of())) {
            var _ = producer.send(new ProducerRecord<>(
                            Topics.HEARTBEATS.name(),
                            null,
                            moment.toEpochMilli(),
                            encoded.key(),
                            encoded.value(),
                            KafkaRecords.headers(encoded.headers())))
                    .get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void A12_a_judge_goes_on_judging_when_kafka_has_gone(@TempDir Path folder) {
        try (KafkaProcess process = KafkaProcess.start(folder.resolve("data"))) {
            KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", process.bootstrapServers()));
            try (Admin admin = clients.admin("test", TIMEOUT)) {
                assertThat(new TopicsAtStart(admin, TIMEOUT).createOrVerify(List.of(Topics.HEARTBEATS)))
                        .isEmpty();
            }
            AtomicInteger judged = new AtomicInteger();
            ServiceWatch counted = new ServiceWatch(SHORT, List.of(service));
            InstantSource counting = () -> {
                judged.incrementAndGet();
                return Instant.now();
            };
            try (HeartbeatReader cutOff =
                    new HeartbeatReader(clients, new ServiceJudge(counted, counting, System::nanoTime))) {
                cutOff.start();
                await().atMost(SOON).until(() -> judged.get() > 2);
                process.kill();
                int before = judged.get();
                await().atMost(SOON).until(() -> judged.get() > before + 2);
            }
        }
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
        try (HeartbeatReader anew = new HeartbeatReader(kafka, judge(later))) {
            anew.start();
            await().atMost(SOON).until(() -> {
                ServiceStatus status = judge(later).judge().getFirst();
                assertThat(status.status()).isNotEqualTo(Verdict.Status.ACTIVE);
                return status.status() == Verdict.Status.INACTIVE;
            });
        }
    }
}
