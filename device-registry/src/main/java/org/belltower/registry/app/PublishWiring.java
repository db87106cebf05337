package org.belltower.registry.app;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.registry.erasure.postgres.PostgresErasure;
import org.belltower.registry.erasure.postgres.PostgresLeftPeople;
import org.belltower.registry.hygiene.TokenHygiene;
import org.belltower.registry.hygiene.kafka.HygieneLoop;
import org.belltower.registry.hygiene.postgres.PostgresHygiene;
import org.belltower.registry.hygiene.postgres.PostgresSuspects;
import org.belltower.registry.idempotency.postgres.PostgresIdempotentCalls;
import org.belltower.registry.idempotency.postgres.PostgresOldAnswers;
import org.belltower.registry.loop.Purge;
import org.belltower.registry.platform.SupportLoop;
import org.belltower.registry.platform.SupportSweep;
import org.belltower.registry.platform.postgres.PostgresJudgedDevices;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.registry.postgres.SqlFailures;
import org.belltower.registry.publish.Relay;
import org.belltower.registry.publish.RelayLoop;
import org.belltower.registry.publish.ShardOwnership;
import org.belltower.registry.publish.StatePublisher;
import org.belltower.registry.publish.kafka.KafkaStatePublisher;
import org.belltower.registry.publish.postgres.PostgresCommittedState;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.belltower.registry.publish.postgres.PostgresRemoved;
import org.belltower.registry.publish.postgres.PostgresShardOwnership;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaUnavailableException;
import org.belltower.service.kafka.TopicsReadiness;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/// Builds what talks to Kafka, and what works across districts.
@ApplicationScoped
class PublishWiring {
    private static final List<TopicSpec> TOPICS = List.of(
            Topics.AUDIENCE,
            Topics.REVOCATIONS,
            Topics.BINDINGS,
            Topics.SETTINGS,
            Topics.CREDENTIALS,
            Topics.OUTCOMES,
            Topics.DEAD_LETTERS,
            Topics.HEARTBEATS);

    private final KafkaClients clients;
    private final RegistryConfig config;

    PublishWiring(KafkaClients clients, RegistryConfig config) {
        this.clients = clients;
        this.config = config;
    }

    @Produces
    @Singleton
    @Readiness
    TopicsReadiness topics() {
        Duration timeout = config.kafka().timeout();
        return new TopicsReadiness(clients.admin("belltower-registry-topics", timeout), timeout, TOPICS);
    }

    void close(@Disposes @Readiness TopicsReadiness topics) {
        topics.close();
    }

    @Produces
    @Singleton
    RetryPolicy retries() {
        return new RetryPolicy(config.kafka().backoff(), config.kafka().longestBackoff(), new Random());
    }

    @Produces
    @Singleton
    PostgresMarkQueue marks(@DataSource("relay") AgroalDataSource relay, InstantSource clock) {
        return new PostgresMarkQueue(ModelColumns.jdbi(relay), clock);
    }

    @Produces
    @Singleton
    StatePublisher publisher() {
        return new KafkaStatePublisher(clients, config.kafka().timeout());
    }

    /// By a connection outside of the pool.
    @Produces
    @Singleton
    ShardOwnership ownership(@ConfigProperty(name = "quarkus.datasource.relay.jdbc.url") String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(config.relay().username());
        source.setPassword(config.relay().password().orElse(""));
        source.setApplicationName("belltower-registry-shards");
        source.setTcpKeepAlive(true);
        source.setSocketTimeout(Math.toIntExact(config.kafka().timeout().toSeconds()));
        return new PostgresShardOwnership(source, config.relay().silence());
    }

    @Produces
    @Singleton
    RegistryMeters meters(MeterRegistry registry, PostgresMarkQueue queue) {
        return new RegistryMeters(registry, queue);
    }

    @Produces
    @Singleton
    Relay relay(
            PostgresMarkQueue queue,
            @DataSource("relay") AgroalDataSource database,
            StatePublisher publisher,
            RegistryMeters meters,
            InstantSource clock,
            RetryPolicy retries,
            ShardOwnership ownership) {
        Relay.Parts parts = new Relay.Parts(
                queue,
                new PostgresCommittedState(ModelColumns.jdbi(database), clock),
                publisher,
                meters,
                clock,
                retries,
                config.relay().batch());
        return new Relay(parts, ownership, Executors.newVirtualThreadPerTaskExecutor());
    }

    @Produces
    @Singleton
    RelayLoop loop(Relay relay) {
        // Whose shards are this process' own, and which of them have marks.
        Duration turn = config.kafka().timeout().multipliedBy(2);
        return new RelayLoop(relay, config.relay().poll(), turn, System::nanoTime);
    }

    @Produces
    @Singleton
    List<Purge> purges(@DataSource("relay") AgroalDataSource relay, PostgresErasure erasure, InstantSource clock) {
        Jdbi database = ModelColumns.jdbi(relay);
        return List.of(
                new Purge(
                        "removed",
                        new PostgresRemoved(database),
                        config.revocations().kept(),
                        clock),
                new Purge(
                        "left",
                        new PostgresLeftPeople(database, erasure),
                        config.erasure().after(),
                        clock),
                new Purge("answers", new PostgresOldAnswers(database), PostgresIdempotentCalls.KEPT, clock));
    }

    @Produces
    @Singleton
    SupportLoop support(
            @DataSource("relay") AgroalDataSource relay,
            DistrictTransactions transactions,
            RegistryMeters meters,
            InstantSource clock) {
        SupportSweep sweep = new SupportSweep(new PostgresJudgedDevices(ModelColumns.jdbi(relay), transactions), clock);
        return new SupportLoop(sweep, config.platforms().poll(), meters, System::nanoTime);
    }

    @Produces
    @Singleton
    HygieneLoop hygiene(
            @DataSource("relay") AgroalDataSource relay,
            DistrictTransactions transactions,
            RegistryMeters meters,
            InstantSource clock,
            RetryPolicy retries) {
        HygieneLoop.Settings settings =
                new HygieneLoop.Settings(clients, config.kafka().timeout(), retries, PublishWiring::mayPass);
        TokenHygiene hygiene = new PostgresHygiene(new PostgresSuspects(ModelColumns.jdbi(relay)), transactions);
        return new HygieneLoop(settings, hygiene, meters, clock);
    }

    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof KafkaUnavailableException || SqlFailures.mayPass(failure);
    }
}
