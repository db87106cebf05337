package org.belltower.embedded;

import org.belltower.embedded.postgres.DatabaseServer;
import org.belltower.embedded.postgres.Role;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// Kafka and PostgreSQL from Docker, of the same versions as the embedded ones. Testcontainers stops them when
/// the JVM has ended. The only class that needs Testcontainers, and loaded only when it is asked for.
final class Containers {
    private static final String KAFKA = "apache/kafka:4.2.2";
    private static final String POSTGRES = "postgres:18";
    private static final String SUPERUSER = "postgres";
    private static final String PASSWORD = "administrator-in-tests";

    private Containers() {}

    // Open until the JVM ends, when Testcontainers' own watcher removes them.
    @SuppressWarnings({"resource", "MustBeClosedChecker"})
    static String kafka() {
        requireDocker();
        KafkaContainer kafka = new KafkaContainer(KAFKA)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "12")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "6")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
        kafka.start();
        return kafka.getBootstrapServers();
    }

    @SuppressWarnings({"resource", "MustBeClosedChecker"}) // As above.
    static DatabaseServer postgres() {
        requireDocker();
        PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES)
                .withUsername(SUPERUSER)
                .withPassword(PASSWORD)
                .withCommand("postgres", "-c", "wal_level=logical", "-c", "fsync=off");
        postgres.start();
        return new DatabaseServer(
                postgres.getHost(),
                postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                new Role(SUPERUSER, PASSWORD));
    }

    private static void requireDocker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("belltower.backends is testcontainers, but no Docker engine answers. Start"
                    + " one, or leave the property out to use the embedded backends.");
        }
    }
}
