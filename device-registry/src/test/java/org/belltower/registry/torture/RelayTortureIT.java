package org.belltower.registry.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.belltower.embedded.Backends;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.embedded.host.ProcessLife;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.registry.Published;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.belltower.registry.torture.Acknowledged.Loss;
import org.belltower.registry.torture.change.Change;
import org.belltower.registry.torture.change.RandomChanges;
import org.belltower.registry.torture.oracle.DatabaseState;
import org.belltower.registry.torture.oracle.Differences;
import org.belltower.registry.torture.oracle.TopicState;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsAtStart;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The relay's promise under everything at once (R1, R15): what is committed stands on the topics in the end,
/// nothing else does, no version steps back, and what was answered as published was.
class RelayTortureIT {
    private static final List<TopicSpec> RELAYED =
            List.of(Topics.AUDIENCE, Topics.REVOCATIONS, Topics.BINDINGS, Topics.SETTINGS, Topics.CREDENTIALS);
    private static final int WRITERS = 64;
    private static final int CONNECTIONS = 24;
    private static final Duration BEYOND_SILENCE = RelayProcess.SILENCE.plusMillis(1500);

    private final RegistryDatabase database = new RegistryDatabase();
    private final List<DistrictId> districts = List.of(district(), district());
    private final CountDownLatch never = new CountDownLatch(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    @Test
    void topics_and_database_agree_after_rollbacks_kills_and_freezes_amid_64_writers() throws Exception {
        long seed = System.nanoTime();
        UnreliableCommits commits = new UnreliableCommits(5);
        createTopics();
        districts.forEach(district -> RandomChanges.settle(district, database.transactions()));
        try (var pool = database.applicationPool(CONNECTIONS);
                Writers writers = new Writers(
                        districts,
                        Jdbi.create(() -> commits.apply(pool.getConnection())).installPlugin(new ModelColumns()),
                        database.relay())) {
            writers.start(WRITERS, seed);
            ChildJvm last = faults();
            // A slow machine takes longer over as much.
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> writers.changes() > 1000
                            && commits.rollbacks() > 200
                            && writers.made().size() == Change.values().length
                            && Stream.of(Loss.values()).allMatch(loss -> acknowledged(writers, loss) > 20));
            writers.stop();
            try {
                awaitRelay();
                writers.oneByOne(seed);
                awaitRelay();
            } finally {
                last.stop();
            }
            compare(writers, commits, seed);
        }
    }

    private void awaitRelay() {
        PostgresMarkQueue queue = new PostgresMarkQueue(database.relay(), InstantSource.system());
        await().atMost(Duration.ofSeconds(60)).until(() -> queue.backlog().marks() == 0);
    }

    private static long acknowledged(Writers writers, Loss loss) {
        return writers.acknowledged().stream().filter(one -> one.loss() == loss).count();
    }

    private void compare(Writers writers, UnreliableCommits commits, long seed) throws IOException {
        TopicState topics = TopicState.read(new Published(Backends.kafka(), districts.getFirst()), districts);
        SortedMap<String, Object> expected = DatabaseState.of(database.owner(), districts);
        System.out.printf(
                "seed=%d changes=%d rollbacks=%d unpublished=%d acknowledged=%d records=%s keys=%d made=%s%n",
                seed,
                writers.changes(),
                commits.rollbacks(),
                writers.unpublished(),
                writers.acknowledged().size(),
                topics.counts(),
                expected.size(),
                writers.made());

        assertThat(topics.counts()).as("all that the relay writes is read").hasSize(RELAYED.size());
        assertThat(topics.steppedBack()).as("versions never step back").isEmpty();
        assertThat(Differences.between(expected, topics.records()))
                .as("seed %d", seed)
                .isEmpty();
        Map<Long, Instant> noted = NotedCommits.in(folder);
        assertThat(writers.acknowledged())
                .as("what an answered call took away was gone by what Kafka had acknowledged")
                .allMatch(lost -> lost.stoodThere(topics.bindings(lost.device()), noted));
    }

    /// @return the process that is left
    private ChildJvm faults() throws InterruptedException {
        ChildJvm first = relay("first");
        ChildJvm second = relay("second");
        pause(Duration.ofSeconds(3));
        first.kill();
        pause(Duration.ofSeconds(2));
        first = relay("first");
        second.freeze();
        pause(BEYOND_SILENCE);
        second.thaw();
        pause(Duration.ofSeconds(2));
        first.freeze();
        pause(BEYOND_SILENCE);
        second.freeze();
        pause(Duration.ofMillis(500));
        first.thaw();
        pause(BEYOND_SILENCE);
        second.thaw();
        pause(Duration.ofSeconds(2));
        first.kill();
        second.kill();
        first = relay("first");
        pause(Duration.ofSeconds(2));
        first.freeze();
        pause(Duration.ofMillis(700));
        first.thaw();
        pause(Duration.ofSeconds(2));
        return first;
    }

    private ChildJvm relay(String name) {
        var role = database.address().roles().relay();
        return ChildJvm.start(
                RelayProcess.class,
                folder.resolve(name + ".log"),
                database.address().jdbcUrl(),
                role.name(),
                role.password(),
                Backends.kafka(),
                folder.resolve(name + ".commits").toString(),
                ProcessLife.EXIT_WITH_PARENT);
    }

    private void pause(Duration duration) throws InterruptedException {
        boolean _ = never.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void createTopics() {
        KafkaClients clients = new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, Backends.kafka()));
        try (Admin admin = clients.admin("relay-torture", Duration.ofSeconds(20))) {
            assertThat(new TopicsAtStart(admin, Duration.ofSeconds(20)).createOrVerify(RELAYED))
                    .isEmpty();
        }
    }

    private static DistrictId district() {
        return new DistrictId("t-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
