package org.belltower.benchmarks.relay;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.belltower.embedded.Backends;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.embedded.postgres.Role;
import org.belltower.embedded.postgres.ServiceDatabase;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.registry.publish.Acknowledgement;
import org.belltower.registry.publish.Relay;
import org.belltower.registry.publish.RelayListener;
import org.belltower.registry.publish.RelayLoop;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.kafka.KafkaStatePublisher;
import org.belltower.registry.publish.postgres.MarksOfTransactions;
import org.belltower.registry.publish.postgres.PostgresCommittedState;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.belltower.registry.publish.postgres.PostgresShardOwnership;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsAtStart;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// The relay as the service wires it, on a database and a Kafka of its own.
final class RelayBed implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int BATCH = 500;

    private final ServiceDatabase database = Backends.freshDatabase();
    private final KafkaProcess kafka;
    private final KafkaClients clients;
    private final AgroalDataSource relaySource;
    private final AgroalDataSource applicationSource;
    private final KafkaStatePublisher publisher;
    private final PostgresShardOwnership ownership;
    private final PostgresMarkQueue queue;
    private final Acknowledgement acknowledgement;
    private final RelayLoop loop;
    private final Semaphore batches = new Semaphore(0);
    private volatile boolean failed;

    RelayBed(Path folder) throws Exception {
        Flyway.configure()
                .dataSource(database.connectAs(database.roles().owner()))
                .load()
                .migrate();
        kafka = KafkaProcess.start(folder.resolve("kafka"));
        clients = new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        createTopics();
        relaySource = pool(database.roles().relay(), 4);
        applicationSource = pool(database.roles().application(), 16);
        publisher = new KafkaStatePublisher(clients, TIMEOUT);
        ownership =
                new PostgresShardOwnership(database.connectAs(database.roles().relay()), TIMEOUT);
        Jdbi relay = jdbi(relaySource);
        queue = new PostgresMarkQueue(relay, InstantSource.system());
        acknowledgement =
                new Acknowledgement(new MarksOfTransactions(jdbi(applicationSource)), TIMEOUT, System::nanoTime);
        Relay.Parts parts = new Relay.Parts(
                queue,
                new PostgresCommittedState(relay, InstantSource.system()),
                publisher,
                new Failures(),
                InstantSource.system(),
                new RetryPolicy(Duration.ofMillis(200), TIMEOUT, new Random()),
                BATCH);
        loop = new RelayLoop(
                new Relay(parts, ownership, Executors.newVirtualThreadPerTaskExecutor()),
                Duration.ofMillis(200),
                TIMEOUT,
                System::nanoTime);
        loop.start();
    }

    private void createTopics() {
        try (Admin admin = clients.admin("benchmark", TIMEOUT)) {
            List<String> wrong = new TopicsAtStart(admin, TIMEOUT).createOrVerify(Topics.all());
            if (!wrong.isEmpty()) {
                throw new IllegalStateException(wrong.toString());
            }
        }
    }

    private AgroalDataSource pool(Role role, int size) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(size)
                        .acquisitionTimeout(TIMEOUT)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(role.name()))
                                .credential(new SimplePassword(role.password())))));
    }

    private static Jdbi jdbi(AgroalDataSource source) {
        return Jdbi.create(source).installPlugin(new ModelColumns());
    }

    /// As the service's: calls wait for Kafka.
    DistrictTransactions transactions() {
        return new DistrictTransactions(jdbi(applicationSource), loop::wake, acknowledgement::await);
    }

    KafkaClients clients() {
        return clients;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /// Blocks until nothing waits to be published.
    ///
    /// @throws IllegalStateException if something failed to be published
    void awaitPublished() throws InterruptedException {
        int _ = batches.drainPermits();
        while (queue.backlog().marks() > 0) {
            boolean _ = batches.tryAcquire(5, TimeUnit.MILLISECONDS);
        }
        if (failed) {
            throw new IllegalStateException("a batch failed to be published");
        }
    }

    @Override
    public void close() {
        loop.close();
        acknowledgement.close();
        publisher.close();
        ownership.close();
        relaySource.close();
        applicationSource.close();
        kafka.close();
    }

    private final class Failures implements RelayListener {
        @Override
        public void published(Shard shard, int marks, int records, Duration took) {
            batches.release();
        }

        @Override
        public void failed(Shard shard, RuntimeException cause) {
            failed = true;
        }

        @Override
        public void blind(RuntimeException cause) {
            failed = true;
        }

        @Override
        public void withheld(TopicSpec topic, RecordKey student) {
            failed = true;
        }
    }
}
