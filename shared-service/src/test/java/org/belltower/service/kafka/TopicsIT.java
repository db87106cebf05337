package org.belltower.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.belltower.embedded.Backends;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.TopicSpec.Kind;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static TopicSpec fresh(Kind kind) {
        return new TopicSpec("t-" + UUID.randomUUID(), "student", 3, kind, Duration.ofDays(2), "a test's");
    }

    private static KafkaClients clients(String bootstrapServers) {
        return new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static Admin admin() {
        return clients(Backends.kafka()).admin("test", TIMEOUT);
    }

    @Test
    void missing_topics_are_created_as_they_must_be_and_then_found_so() {
        List<TopicSpec> specs = List.of(fresh(Kind.LOG), fresh(Kind.COMPACTED));
        try (Admin admin = admin()) {
            TopicsAtStart topics = new TopicsAtStart(admin, TIMEOUT);
            assertThat(topics.createOrVerify(specs)).isEmpty();
            assertThat(topics.createOrVerify(specs)).isEmpty();
        }
    }

    @Test
    void a_topic_that_is_otherwise_is_told_and_left_alone() throws Exception {
        TopicSpec spec = fresh(Kind.LOG);
        try (Admin admin = admin()) {
            create(admin, spec, 5, Map.of("retention.ms", "1000"));
            List<String> told = List.of(
                    "topic " + spec.name() + " has 5 partitions and must have 3",
                    "topic " + spec.name() + " has retention.ms=1000 and must have 172800000");
            assertThat(new TopicsAtStart(admin, TIMEOUT).createOrVerify(List.of(spec)))
                    .containsExactlyInAnyOrderElementsOf(told);
            assertThat(new TopicsAtStart(admin, TIMEOUT).createOrVerify(List.of(spec)))
                    .containsExactlyInAnyOrderElementsOf(told);
        }
    }

    @Test
    void I_50_a_compacted_topic_from_before_there_was_a_bound_gets_it_and_everything_else_is_left_alone()
            throws Exception {
        TopicSpec spec = fresh(Kind.COMPACTED);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
        try (Admin admin = admin()) {
            create(
                    admin,
                    spec,
                    spec.partitions(),
                    Map.of(
                            "cleanup.policy", "compact",
                            "retention.ms", "-1",
                            "delete.retention.ms", "172800000",
                            "segment.ms", "7000000"));
            assertThat(new TopicsAtStart(admin, TIMEOUT).createOrVerify(List.of(spec)))
                    .isEmpty();
            await().untilAsserted(() -> {
                Config config =
                        admin.describeConfigs(List.of(topic)).all().get().get(topic);
                assertThat(config).isNotNull();
                assertThat(config.get("max.compaction.lag.ms").value()).isEqualTo("86400000");
                assertThat(config.get("segment.ms").value()).isEqualTo("7000000");
            });
        }
    }

    @Test
    void heartbeats_from_when_they_were_kept_for_longer_are_kept_as_long_as_they_must_be() throws Exception {
        TopicSpec spec = fresh(Kind.LATEST);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
        try (Admin admin = admin()) {
            create(
                    admin,
                    spec,
                    spec.partitions(),
                    Map.of("cleanup.policy", "compact,delete", "retention.ms", "604800000"));
            assertThat(new TopicsAtStart(admin, TIMEOUT).createOrVerify(List.of(spec)))
                    .isEmpty();
            await().untilAsserted(() -> {
                Config config =
                        admin.describeConfigs(List.of(topic)).all().get().get(topic);
                assertThat(config).isNotNull();
                assertThat(config.get("retention.ms").value()).isEqualTo("172800000");
                assertThat(config.get("max.compaction.lag.ms").value()).isEqualTo("3600000");
            });
        }
    }

    private static void create(Admin admin, TopicSpec spec, int partitions, Map<String, String> config)
            throws Exception {
        NewTopic topic = new NewTopic(spec.name(), Optional.of(partitions), Optional.empty()).configs(config);
        admin.createTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);
    }

    @Test
    void services_that_start_at_the_same_moment_do_not_disturb_each_other() throws Exception {
        try (Admin admin = admin();
                ExecutorService services = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                List<TopicSpec> specs = List.of(fresh(Kind.LOG), fresh(Kind.LOG));
                Callable<List<String>> start = () -> new TopicsAtStart(admin, TIMEOUT).createOrVerify(specs);
                for (Future<List<String>> started : services.invokeAll(List.of(start, start, start, start))) {
                    assertThat(started.get()).isEmpty();
                }
            }
        }
    }

    @Test
    void a_service_is_not_ready_with_a_topic_that_is_otherwise_and_says_how() throws Exception {
        TopicSpec spec = fresh(Kind.COMPACTED);
        try (Admin admin = admin();
                TopicsReadiness readiness = new TopicsReadiness(admin(), TIMEOUT, List.of(spec))) {
            assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
            create(admin, spec, 3, Map.of());
            readiness.tick();
            assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(readiness.call().getData().orElseThrow().get("difference"))
                    .asString()
                    .contains("topic " + spec.name() + " has cleanup.policy=delete and must have compact");
            admin.deleteTopics(List.of(spec.name())).all().get(10, TimeUnit.SECONDS);
            await().atMost(TIMEOUT).untilAsserted(() -> {
                readiness.tick();
                assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
            });
        }
    }

    @Test
    void a_service_that_starts_before_kafka_becomes_ready_with_it_and_is_not_ready_without(@TempDir Path folder) {
        TopicSpec spec = fresh(Kind.LOG);
        try (KafkaProcess process = KafkaProcess.start(folder.resolve("data"))) {
            process.kill();
            KafkaClients clients = clients(process.bootstrapServers());
            KafkaReadiness kafka = new KafkaReadiness(clients);
            Duration second = Duration.ofSeconds(1);
            try (TopicsReadiness topics = new TopicsReadiness(clients.admin("test", second), second, List.of(spec))) {
                topics.tick();
                assertThat(topics.call().getStatus()).isEqualTo(Status.DOWN);
                assertThat(kafka.call().getStatus()).isEqualTo(Status.DOWN);
                topics.start(Duration.ofMillis(100));
                process.restart();
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    assertThat(topics.call().getStatus()).isEqualTo(Status.UP);
                    assertThat(kafka.call().getStatus()).isEqualTo(Status.UP);
                });
                process.kill();
                assertThat(kafka.call().getStatus()).isEqualTo(Status.DOWN);
            }
            kafka.close();
        }
    }
}
