package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.belltower.embedded.Backends;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.registry.Published;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.device.App;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.kafka.KafkaStatePublisher;
import org.belltower.registry.publish.postgres.PostgresCommittedState;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.belltower.registry.publish.postgres.PostgresShardOwnership;
import org.belltower.registry.right.RowRights;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.PostgresStudents;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsAtStart;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// A relay with its real adapters and a district of its own, beside no service that would help it.
final class RelayBed {
    static final RegistryDatabase DATABASE = new RegistryDatabase();
    static final KafkaClients CLIENTS =
            new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, Backends.kafka()));

    final DistrictId north = new DistrictId("r-" + UUID.randomUUID().toString().substring(0, 8));
    final Published published = new Published(Backends.kafka(), north);
    final DistrictTransactions transactions = DATABASE.transactions();
    final PostgresStudents students = new PostgresStudents(transactions);
    final PostgresDevices devices = new PostgresDevices(transactions, InstantSource.system());
    final PostgresMarkQueue queue = new PostgresMarkQueue(DATABASE.relay(), InstantSource.system());
    final Interfering interfering = new Interfering(queue);
    final List<String> withheld = new CopyOnWriteArrayList<>();
    /// What went wrong in the relay, to be told when a test fails.
    final List<String> failures = new CopyOnWriteArrayList<>();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final KafkaStatePublisher publisher = new KafkaStatePublisher(CLIENTS, Duration.ofSeconds(10));
    final PostgresShardOwnership ownership = new PostgresShardOwnership(DATABASE.relaySource(), Duration.ofMinutes(1));
    final Relay relay = new Relay(
            new Relay.Parts(
                    interfering,
                    new PostgresCommittedState(DATABASE.relay(), InstantSource.system()),
                    publisher,
                    new Hearing(withheld, failures),
                    InstantSource.system(),
                    new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(10), new Random()),
                    100),
            ownership,
            Runnable::run);

    /// Makes the topics, and has Kafka ready for transactions, which takes it a while the first time.
    static void topics() {
        try (Admin admin = CLIENTS.admin("relay-it", Duration.ofSeconds(20))) {
            assertThat(new TopicsAtStart(admin, Duration.ofSeconds(20))
                            .createOrVerify(List.of(
                                    Topics.AUDIENCE,
                                    Topics.REVOCATIONS,
                                    Topics.BINDINGS,
                                    Topics.SETTINGS,
                                    Topics.CREDENTIALS)))
                    .isEmpty();
        }
        try (KafkaStatePublisher first = new KafkaStatePublisher(CLIENTS, Duration.ofSeconds(30))) {
            first.open(Shard.all().getFirst());
        }
    }

    void close() throws InterruptedException {
        publisher.close();
        ownership.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        DATABASE.relay().useHandle(handle -> handle.execute("DELETE FROM mark"));
    }

    void district() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        new PostgresApps(transactions).put(north, new AppId("family"), new App("Family", null, null), RowRights.ALL);
    }

    void student(String id) {
        district();
        students.put(north, new StudentId(id), new Student(null, List.of()));
    }

    void signIn(String device) {
        DeviceId phone = new DeviceId(device);
        devices.register(north, phone, new SignIn(new PersonId("s-1"), null), registration(phone));
    }

    static Registration registration(DeviceId phone) {
        return new Registration(
                new AppId("family"), Provider.FCM, new DeviceToken("t-" + phone), true, Permission.UNKNOWN, null, null);
    }

    /// Shards run on the thread that ticks.
    ///
    /// @return whether there may be more to do at once
    boolean tick() {
        AtomicBoolean again = new AtomicBoolean();
        relay.tick(() -> again.set(true));
        return again.get();
    }

    void drain() {
        Instant deadline = Instant.now().plusSeconds(30);
        while (queue.backlog().marks() > 0) {
            boolean _ = tick();
            assertThat(Instant.now()).as(this::told).isBefore(deadline);
        }
    }

    String told() {
        return "what the relay failed at: " + failures;
    }

    Shard shardOf(String key) {
        return queue.waiting().stream()
                .filter(shard -> queue.claim(shard, 100).stream()
                        .anyMatch(mark -> mark.key().equals(key)))
                .findFirst()
                .orElseThrow();
    }

    /// The database's queue, as it is when things go wrong.
    static final class Interfering implements MarkQueue {
        private final MarkQueue queue;
        /// The process ends between Kafka's commit and the deletion.
        boolean crashBeforeDeletion;
        /// Committed to Kafka and not deleted.
        final Set<Mark> crashed = new HashSet<>();
        /// Bindings are another process's, which is slow.
        boolean holdBindings;

        Interfering(MarkQueue queue) {
            this.queue = queue;
        }

        @Override
        public Set<Shard> waiting() {
            return queue.waiting();
        }

        @Override
        public List<Mark> claim(Shard shard, int limit) {
            List<Mark> claimed = queue.claim(shard, limit);
            return holdBindings && claimed.stream().anyMatch(mark -> mark.kind() == Mark.Kind.BINDING)
                    ? audiences(shard)
                    : claimed;
        }

        private static List<Mark> audiences(Shard shard) {
            return DATABASE.relay()
                    .withHandle(handle -> handle.createQuery("""
                            SELECT id, kind, district, key FROM mark WHERE shard = :shard AND kind = 'AUDIENCE'
                            """)
                            .bind("shard", shard.number())
                            .map(ConstructorMapper.of(Mark.class))
                            .list());
        }

        @Override
        public void delete(Collection<Mark> marks) {
            if (crashBeforeDeletion) {
                crashed.addAll(marks);
                throw new IllegalStateException("crashed before the deletion");
            }
            queue.delete(marks);
        }
    }

    private record Hearing(List<String> withheld, List<String> failures) implements RelayListener {
        @Override
        public void withheld(TopicSpec topic, RecordKey student) {
            withheld.add(topic.name() + " " + student.id());
        }

        @Override
        public void published(Shard shard, int marks, int records, Duration took) {}

        @Override
        public void failed(Shard shard, RuntimeException cause) {
            failures.add(shard + ": " + cause);
        }

        @Override
        public void blind(RuntimeException cause) {
            failures.add("blind: " + cause);
        }
    }
}
