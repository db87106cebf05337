package org.belltower.registry.torture;

import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.belltower.embedded.host.ProcessLife;
import org.belltower.embedded.postgres.Role;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.registry.publish.Relay;
import org.belltower.registry.publish.RelayListener;
import org.belltower.registry.publish.RelayLoop;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.kafka.KafkaStatePublisher;
import org.belltower.registry.publish.postgres.PostgresCommittedState;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.belltower.registry.publish.postgres.PostgresShardOwnership;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.jdbi.v3.core.Jdbi;

/// The relay alone in a JVM of its own, wired as in the service, to be killed and frozen.
public final class RelayProcess implements AutoCloseable {
    /// How long a frozen one keeps its shards.
    static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Duration KAFKA = Duration.ofSeconds(3);
    private static final Duration TURN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int BATCH = 500;
    private static final int CONNECTIONS = 4;

    private final NotedCommits publisher;
    private final PostgresShardOwnership ownership;
    private final AgroalDataSource pool;
    private final RelayLoop loop;

    private RelayProcess(String url, Role role, String bootstrapServers, Path commits) {
        this.pool = RegistryDatabase.pool(url, role, CONNECTIONS);
        this.publisher = new NotedCommits(
                new KafkaStatePublisher(
                        new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers)),
                        KAFKA),
                commits);
        this.ownership = new PostgresShardOwnership(role.connectTo(url), SILENCE);
        Jdbi relay = Jdbi.create(pool).installPlugin(new ModelColumns());
        Relay.Parts parts = new Relay.Parts(
                new PostgresMarkQueue(relay, InstantSource.system()),
                new PostgresCommittedState(relay, InstantSource.system()),
                publisher,
                new ToStandardError(),
                InstantSource.system(),
                new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(500), new Random()),
                BATCH);
        this.loop = new RelayLoop(
                new Relay(parts, ownership, Executors.newVirtualThreadPerTaskExecutor()), POLL, TURN, System::nanoTime);
    }

    public static void main(String[] arguments) {
        ProcessLife.live(
                arguments,
                "RelayProcess <jdbc url> <role> <password> <bootstrap servers> <file of commits>",
                RelayProcess::start,
                _ -> "ready relay");
    }

    private static RelayProcess start(List<String> arguments) {
        RelayProcess relay = new RelayProcess(
                arguments.get(0),
                new Role(arguments.get(1), arguments.get(2)),
                arguments.get(3),
                Path.of(arguments.get(4)));
        relay.loop.start();
        return relay;
    }

    @Override
    public void close() {
        loop.close();
        publisher.close();
        ownership.close();
        pool.close();
    }

    private record ToStandardError() implements RelayListener {
        @Override
        public void published(Shard shard, int marks, int records, Duration took) {}

        @Override
        public void failed(Shard shard, RuntimeException cause) {
            System.err.println("shard " + shard + " failed: " + cause);
        }

        @Override
        public void blind(RuntimeException cause) {
            System.err.println("blind: " + cause);
        }

        @Override
        public void withheld(TopicSpec topic, RecordKey student) {
            System.err.println("withheld: " + topic.name() + " " + student);
        }
    }
}
