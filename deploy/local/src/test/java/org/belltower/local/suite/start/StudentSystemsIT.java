package org.belltower.local.suite.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.DatabaseServer;
import org.belltower.embedded.postgres.Role;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process that captures, with a real PostgreSQL and a real Kafka.
class StudentSystemsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONTENT = """
            INSERT INTO sis.student VALUES ('ana', 'Sommers', 'Ana');
            INSERT INTO sis.food_account VALUES ('ana', 'known', 10);
            """;

    private final DistrictId district =
            new DistrictId("it-" + UUID.randomUUID().toString().substring(0, 8));
    private final StudentSystems systems = StudentSystems.of(List.of(new StudentSystem(district, CONTENT)));
    private final String name = StudentSystem.name(district);
    private final DatabaseServer server = Backends.databaseServer();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @Test
    void C4_a_capture_that_is_killed_goes_on_where_it_was_and_takes_no_second_snapshot() throws Exception {
        server.createCapturedDatabase(name, new Role(StudentSystems.ROLE, systems.password()));
        systems.write(folder);
        Process first = start("first");
        try {
            awaitReady("first");
            save("live");
            await().atMost(PATIENCE).until(() -> captured().contains("c live"));
        } finally {
            first.destroyForcibly().waitFor();
        }
        save("meanwhile");
        Process second = start("second");
        try {
            awaitReady("second");
            save("after");
            await().atMost(PATIENCE).until(() -> captured().contains("c after"));
            assertThat(captured().stream().distinct()).containsExactly("r known", "c live", "c meanwhile", "c after");
        } finally {
            second.destroy();
            second.waitFor();
        }
    }

    private Process start(String life) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(JavaProgram.ofThisJvm(true)
                        .main(
                                192,
                                StudentSystemsMain.class.getName(),
                                folder.toString(),
                                Backends.kafka(),
                                Integer.toString(server.port()),
                                name))
                .redirectErrorStream(true)
                .redirectOutput(log(life).toFile());
        builder.environment().putAll(systems.environment());
        return builder.start();
    }

    private Path log(String life) {
        return folder.resolve(life + ".log");
    }

    private void awaitReady(String life) {
        await(life).atMost(PATIENCE).until(() -> Files.readAllLines(log(life)).contains("ready " + name));
    }

    private void save(String account) throws SQLException {
        try (Connection connection = new Role(StudentSystems.ROLE, systems.password())
                        .connectTo(server.jdbcUrl(name))
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO sis.food_account VALUES ('ana', '" + account + "', 1)");
        }
    }

    /// Each row with what was done, as it stands on its topic.
    private List<String> captured() throws IOException {
        TopicPartition rows = new TopicPartition(name + ".sis.food_account", 0);
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Backends.kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(rows));
            consumer.seekToBeginning(List.of(rows));
            long end = consumer.endOffsets(List.of(rows)).getOrDefault(rows, 0L);
            while (consumer.position(rows) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    JsonNode change = JsonCodec.mapper().readTree(record.value());
                    found.add(change.path("op").asText() + " "
                            + change.at("/after/account").asText());
                }
            }
        }
        return found;
    }
}
