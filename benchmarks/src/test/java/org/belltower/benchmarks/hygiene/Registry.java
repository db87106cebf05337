package org.belltower.benchmarks.hygiene;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.ServiceDatabase;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.registry.device.App;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.hygiene.HygieneListener;
import org.belltower.registry.hygiene.Retirement;
import org.belltower.registry.hygiene.kafka.HygieneLoop;
import org.belltower.registry.hygiene.postgres.PostgresHygiene;
import org.belltower.registry.hygiene.postgres.PostgresSuspects;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.registry.postgres.SqlFailures;
import org.belltower.registry.publish.Relay;
import org.belltower.registry.publish.RelayListener;
import org.belltower.registry.publish.RelayLoop;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.kafka.KafkaStatePublisher;
import org.belltower.registry.publish.postgres.PostgresCommittedState;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.belltower.registry.publish.postgres.PostgresShardOwnership;
import org.belltower.registry.right.RowRights;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The registry's devices, relay and hygiene as the service wires them, in this process, on a database of their own.
final class Registry implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int BATCH = 500;

    private final DistrictId district;
    private final DistrictTransactions transactions;
    private final PostgresDevices devices;
    private final KafkaStatePublisher publisher;
    private final PostgresShardOwnership ownership;
    private final RelayLoop relay;
    private final HygieneLoop hygiene;
    private final BlockingQueue<Retirement> settled = new LinkedBlockingQueue<>();

    Registry(String kafka, DistrictId district, AppId app) {
        this.district = district;
        ServiceDatabase database = Backends.freshDatabase();
        Flyway.configure()
                .dataSource(database.connectAs(database.roles().owner()))
                .load()
                .migrate();
        DataSource relaySource = database.connectAs(database.roles().relay());
        Jdbi acrossDistricts = jdbi(relaySource);
        KafkaClients clients = new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka));
        publisher = new KafkaStatePublisher(clients, TIMEOUT);
        ownership = new PostgresShardOwnership(relaySource, TIMEOUT);
        RetryPolicy retries = new RetryPolicy(Duration.ofMillis(200), TIMEOUT, new Random());
        Relay.Parts parts = new Relay.Parts(
                new PostgresMarkQueue(acrossDistricts, InstantSource.system()),
                new PostgresCommittedState(acrossDistricts, InstantSource.system()),
                publisher,
                new Deaf(),
                InstantSource.system(),
                retries,
                BATCH);
        relay = new RelayLoop(
                new Relay(parts, ownership, Executors.newVirtualThreadPerTaskExecutor()),
                Duration.ofMillis(200),
                TIMEOUT,
                System::nanoTime);
        Jdbi application = jdbi(database.connectAs(database.roles().application()));
        transactions = new DistrictTransactions(application, relay::wake, _ -> {});
        devices = new PostgresDevices(transactions, InstantSource.system());
        hygiene = new HygieneLoop(
                new HygieneLoop.Settings(clients, TIMEOUT, retries, SqlFailures::mayPass),
                new PostgresHygiene(new PostgresSuspects(acrossDistricts), transactions),
                new Settled(),
                InstantSource.system());
        new PostgresDistricts(transactions).put(district, new District("Bench", true, 2027));
        App.Apns apns = new App.Apns("org.belltower.family", App.Environment.PRODUCTION);
        var _ = new PostgresApps(transactions)
                .put(district, app, new App("Family", apns, new App.Fcm("family-project")), RowRights.ALL);
        relay.start();
        hygiene.start();
    }

    private static Jdbi jdbi(DataSource source) {
        return Jdbi.create(source).installPlugin(new ModelColumns());
    }

    /// Somebody signs in, or their app tells the same again.
    void register(DeviceId device, AppId app, Provider provider, DeviceToken token) {
        var _ = devices.register(
                district,
                device,
                signIn(device),
                new Registration(app, provider, token, true, Permission.ALLOWED, null, null));
    }

    void rotate(DeviceId device, DeviceToken token) {
        var _ = devices.rotate(district, device, signIn(device), token);
    }

    private static SignIn signIn(DeviceId device) {
        return new SignIn(person(device), Instant.MAX);
    }

    static PersonId person(DeviceId device) {
        return new PersonId("of-" + device.value());
    }

    long sessionEpoch(DeviceId device) {
        return column(device, "session_epoch", Long.class);
    }

    /// Whether it has one.
    boolean hasToken(DeviceId device) {
        return column(device, "token IS NOT NULL", Boolean.class);
    }

    private <T> T column(DeviceId device, String column, Class<T> type) {
        return transactions.read(
                district,
                handle -> handle.createQuery("SELECT " + column + " FROM device WHERE id = :id")
                        .bind("id", device)
                        .mapTo(type)
                        .one());
    }

    /// What is known of suspect tokens is as old as if it had been so much earlier.
    void pass(Duration time) {
        var _ = transactions.<Integer>writeAhead(
                district,
                handle -> handle.createUpdate("""
                        UPDATE device SET suspect_since = suspect_since - make_interval(secs => :seconds),
                            token_told = token_told - make_interval(secs => :seconds)
                        """)
                        .bind("seconds", (double) time.toSeconds())
                        .execute());
    }

    /// What came of the next thing that a provider told of a token; null if none comes soon.
    @Nullable
    Retirement nextSettled() throws InterruptedException {
        return settled.poll(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        hygiene.close();
        relay.close();
        publisher.close();
        ownership.close();
    }

    private final class Settled implements HygieneListener {
        @Override
        public void settled(Retirement retirement) {
            settled.add(retirement);
        }

        @Override
        public void cleared(int devices) {}

        @Override
        public void deadLettered() {}

        @Override
        public void failed(RuntimeException cause) {}
    }

    private static final class Deaf implements RelayListener {
        @Override
        public void published(Shard shard, int marks, int records, Duration took) {}

        @Override
        public void failed(Shard shard, RuntimeException cause) {}

        @Override
        public void blind(RuntimeException cause) {}

        @Override
        public void withheld(TopicSpec topic, RecordKey student) {}
    }
}
