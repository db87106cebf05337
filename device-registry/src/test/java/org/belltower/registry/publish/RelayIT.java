package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.RecordKey;
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
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.publish.postgres.MarksOfTransactions;
import org.belltower.registry.publish.postgres.PostgresCommittedState;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.belltower.registry.publish.postgres.PostgresShardOwnership;
import org.belltower.registry.right.RowRights;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.PostgresGuardians;
import org.belltower.registry.roster.postgres.PostgresRelationships;
import org.belltower.registry.roster.postgres.PostgresStudents;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsAtStart;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The relay with its real adapters, one tick at a time, beside no service that would help it.
class RelayIT {
    private static final RegistryDatabase DATABASE = new RegistryDatabase();
    private static final KafkaClients CLIENTS =
            new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, Backends.kafka()));

    private final DistrictId north =
            new DistrictId("r-" + UUID.randomUUID().toString().substring(0, 8));
    private final Published published = new Published(Backends.kafka(), north);
    private final DistrictTransactions transactions = DATABASE.transactions();
    private final PostgresStudents students = new PostgresStudents(transactions);
    private final PostgresDevices devices = new PostgresDevices(transactions, InstantSource.system());
    private final PostgresMarkQueue queue = new PostgresMarkQueue(DATABASE.relay(), InstantSource.system());
    private final Interfering interfering = new Interfering(queue);
    private final List<String> withheld = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final KafkaStatePublisher publisher = new KafkaStatePublisher(CLIENTS, Duration.ofSeconds(10));
    private final PostgresShardOwnership ownership =
            new PostgresShardOwnership(DATABASE.relaySource(), Duration.ofMinutes(1));
    private final Relay relay = new Relay(
            new Relay.Parts(
                    interfering,
                    new PostgresCommittedState(DATABASE.relay(), InstantSource.system()),
                    publisher,
                    new Hearing(withheld),
                    InstantSource.system(),
                    new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(10), new Random()),
                    100),
            ownership,
            Runnable::run);

    @BeforeAll
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
    }

    @AfterEach
    void stop() throws Exception {
        publisher.close();
        ownership.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        DATABASE.relay().useHandle(handle -> handle.execute("DELETE FROM mark"));
    }

    @Test
    void a_crash_between_kafkas_commit_and_the_deletion_of_the_marks_publishes_again_with_a_higher_version() {
        student("s-1");
        interfering.crashBeforeDeletion = true;
        Instant deadline = Instant.now().plusSeconds(30);
        while (interfering.crashed.size() < 2) {
            assertThat(tick()).isFalse();
            assertThat(Instant.now()).isBefore(deadline);
        }
        assertThat(queue.backlog().marks()).isEqualTo(2);

        interfering.crashBeforeDeletion = false;
        drain();
        List<Optional<Audience>> audiences = published.audiences("s-1");
        assertThat(audiences).hasSizeGreaterThanOrEqualTo(2);
        assertThat(audiences.stream().map(each -> each.orElseThrow().version()).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void an_audience_waits_for_the_binding_of_a_device_that_it_names_also_in_another_shard() {
        student("s-1");
        drain();
        interfering.holdBindings = true;
        for (int number = 0; number < 8; number++) {
            signIn("phone-" + number + "-" + north);
        }

        assertThat(tick()).isFalse();
        assertThat(published.audience("s-1").members().getFirst().devices()).isEmpty();

        interfering.holdBindings = false;
        drain();
        assertThat(published.audience("s-1").members().getFirst().devices()).hasSize(8);
    }

    @Test
    void a_former_owner_of_a_shard_cannot_commit_any_more() {
        student("s-1");
        drain();
        transactions.change(north, handle -> Marks.audience(handle, new StudentId("s-1")));
        Shard shard = shardOf("s-1");
        List<Mark> claimed = queue.claim(shard, 10);
        PostgresCommittedState state = new PostgresCommittedState(DATABASE.relay(), InstantSource.system());
        List<Publication> stale = state.read(claimed, state.nextVersion()).publications();

        try (KafkaStatePublisher successor = new KafkaStatePublisher(CLIENTS, Duration.ofSeconds(10))) {
            successor.open(shard);
            assertThatThrownBy(() -> publisher.publish(shard, stale)).isInstanceOf(RuntimeException.class);
        }
        assertThat(published.audiences("s-1")).hasSize(1);
    }

    @Test
    void R15_a_logout_amid_an_import_is_published_before_the_import_is_through() {
        student("s-1");
        signIn("phone-" + north);
        drain();
        transactions.change(north, handle -> handle.createScript("""
                        INSERT INTO person (id, kind) SELECT 'i-' || n, 'STUDENT' FROM generate_series(1, 6000) AS n;
                        INSERT INTO mark (kind, key) SELECT 'AUDIENCE', 'i-' || n FROM generate_series(1, 6000) AS n;
                        """).execute());
        assertThat(tick()).isTrue();
        devices.logOut(north, new DeviceId("phone-" + north), new PersonId("s-1"));
        assertThat(tick()).isTrue();

        assertThat(published.binding("phone-" + north).session()).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(queue.backlog().marks()).isGreaterThan(2000);
    }

    @Test
    void R15_a_write_returns_after_whichever_process_has_published_what_it_takes_away() throws Exception {
        student("s-1");
        signIn("phone-" + north);
        drain();
        AtomicBoolean done = new AtomicBoolean();
        var otherProcess = threads.submit(() -> {
            while (!done.get()) {
                boolean _ = tick();
            }
        });
        try (Acknowledgement acknowledgement = new Acknowledgement(
                new MarksOfTransactions(DATABASE.application()), Duration.ofSeconds(20), System::nanoTime)) {
            DistrictTransactions patient =
                    new DistrictTransactions(DATABASE.application(), () -> {}, acknowledgement::await);
            new PostgresDevices(patient, InstantSource.system())
                    .logOut(north, new DeviceId("phone-" + north), new PersonId("s-1"));
            assertThat(published.binding("phone-" + north).session()).isEqualTo(SessionState.SIGNED_OUT);
        } finally {
            done.set(true);
        }
        otherProcess.get(30, TimeUnit.SECONDS);
    }

    @Test
    void what_was_deleted_is_a_tombstone() {
        student("s-1");
        signIn("phone-" + north);
        drain();
        assertThat(published.bindings("phone-" + north).getLast()).isPresent();

        devices.delete(north, new DeviceId("phone-" + north), new PersonId("s-1"));
        drain();
        assertThat(published.bindings("phone-" + north).getLast()).isEmpty();
        assertThat(published.audience("s-1").members().getFirst().devices()).isEmpty();
    }

    @Test
    void I_2_an_audience_too_large_for_a_record_is_published_without_members_and_stops_nothing_else() {
        district();
        students.put(north, new StudentId("s-1"), new Student(null, Set.of()));
        students.put(north, new StudentId("s-2"), new Student(null, Set.of()));
        signIn("phone-" + north);
        withGuardiansAndTheirPhones("s-1", 120);
        drain();

        assertThat(published.audience("s-1").members()).isEmpty();
        assertThat(published.audience("s-2").members()).hasSize(1);
        assertThat(published.bindings("phone-" + north).getLast()).isPresent();
        assertThat(withheld).containsExactly("s-1");
    }

    /// More than anybody has: 32 phones a guardian, everything on.
    private void withGuardiansAndTheirPhones(String student, int guardians) {
        transactions.write(
                north,
                handle -> handle.createScript("""
                        INSERT INTO person (id, kind) SELECT 'g-' || n, 'GUARDIAN' FROM generate_series(1, %2$d) AS n;
                        INSERT INTO relationship (student, guardian, portal, restricted)
                            SELECT '%1$s', 'g-' || n, true, false FROM generate_series(1, %2$d) AS n;
                        INSERT INTO device (id, app, provider, person, session_epoch, session, permission,
                                token_version, token_since)
                            SELECT 'd-' || n || '-' || m, 'family', 'FCM', 'g-' || n, 1, 'KEPT', 'ALLOWED', 1, now()
                            FROM generate_series(1, %2$d) AS n, generate_series(1, 32) AS m;
                        INSERT INTO subscription (device, person, category, since)
                            SELECT id, person, category, now() FROM device,
                                unnest(ARRAY ['GRADES', 'ATTENDANCE']) AS category;
                        INSERT INTO mark (kind, key) VALUES ('AUDIENCE', '%1$s');
                        """.formatted(student, guardians)).execute());
    }

    @Test
    void concurrent_sign_ins_and_relationships_end_in_an_audience_that_has_both() throws Exception {
        PostgresGuardians guardians = new PostgresGuardians(transactions);
        PostgresRelationships relationships = new PostgresRelationships(transactions);
        AtomicBoolean done = new AtomicBoolean();
        district();
        var ticking = threads.submit(() -> {
            while (!done.get()) {
                boolean _ = tick();
            }
        });
        for (int round = 0; round < 12; round++) {
            PersonId guardian = new PersonId("g-" + round);
            StudentId student = new StudentId("s-" + round);
            students.put(north, student, new Student(null, Set.of()));
            guardians.put(north, guardian, new Guardian(null));
            DeviceId phone = new DeviceId("phone-" + round + "-" + north);
            var related = threads.submit(
                    () -> relationships.put(north, student, guardian, new Relationship(true, true, false, null, null)));
            var signedIn = threads.submit(
                    () -> devices.register(north, phone, new SignIn(guardian, null), registration(phone)));
            related.get(10, TimeUnit.SECONDS);
            signedIn.get(10, TimeUnit.SECONDS);
        }
        done.set(true);
        ticking.get(30, TimeUnit.SECONDS);
        drain();

        for (int round = 0; round < 12; round++) {
            assertThat(published.audience("s-" + round).members().getLast().devices())
                    .as("round " + round)
                    .hasSize(1);
        }
    }

    private void district() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        new PostgresApps(transactions).put(north, new AppId("family"), new App("Family", null, null), RowRights.ALL);
    }

    private void student(String id) {
        district();
        students.put(north, new StudentId(id), new Student(null, Set.of()));
    }

    private void signIn(String device) {
        DeviceId phone = new DeviceId(device);
        devices.register(north, phone, new SignIn(new PersonId("s-1"), null), registration(phone));
    }

    private static Registration registration(DeviceId phone) {
        return new Registration(
                new AppId("family"), Provider.FCM, new DeviceToken("t-" + phone), true, Permission.UNKNOWN, null, null);
    }

    /// Shards run on the thread that ticks.
    ///
    /// @return whether there may be more to do at once
    private boolean tick() {
        AtomicBoolean again = new AtomicBoolean();
        relay.tick(() -> again.set(true));
        return again.get();
    }

    private void drain() {
        Instant deadline = Instant.now().plusSeconds(30);
        while (queue.backlog().marks() > 0) {
            boolean _ = tick();
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    private Shard shardOf(String key) {
        return queue.waiting().stream()
                .filter(shard -> queue.claim(shard, 100).stream()
                        .anyMatch(mark -> mark.key().equals(key)))
                .findFirst()
                .orElseThrow();
    }

    /// The database's queue, as it is when things go wrong.
    private static final class Interfering implements MarkQueue {
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

    /// Hears only of what was withheld.
    private record Hearing(List<String> withheld) implements RelayListener {
        @Override
        public void withheld(RecordKey student) {
            withheld.add(student.id());
        }

        @Override
        public void published(Shard shard, int marks, int records, Duration took) {}

        @Override
        public void failed(Shard shard, RuntimeException cause) {}

        @Override
        public void blind(RuntimeException cause) {}
    }
}
