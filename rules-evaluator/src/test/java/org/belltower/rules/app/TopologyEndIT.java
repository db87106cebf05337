package org.belltower.rules.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.district;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.belltower.embedded.Backends;
import org.belltower.embedded.host.FreePorts;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.rules.streams.Wire;
import org.belltower.service.kafka.TopicsAtStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service as it is started in earnest, in a process of its own.
class TopologyEndIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @Test
    void a_process_whose_topology_cannot_go_on_ends_and_says_so(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("service.log");
        int management = FreePorts.find();
        try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"));
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
                Wire wire = new Wire(kafka.bootstrapServers(), Topics.DECISIONS)) {
            new TopicsAtStart(admin, PATIENCE).createOrVerify(Topics.all());
            wire.write(Topics.SETTINGS, MessageType.SETTINGS.encode(district(), NOON));
            wire.flush();
            Process service = start(kafka, management, folder.resolve("state"), log);
            try {
                String ready = "http://127.0.0.1:" + management + "/q/health/ready";
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> given().get(ready).statusCode() == 200);

                // What the settings were read up to is gone: following them cannot go on.
                admin.deleteTopics(List.of(Topics.SETTINGS.name())).all().get(10, TimeUnit.SECONDS);
                new TopicsAtStart(admin, PATIENCE).createOrVerify(List.of(Topics.SETTINGS));

                assertThat(service.waitFor(PATIENCE)).as("ended").isTrue();
                assertThat(service.exitValue()).isEqualTo(1);
                assertThat(log).content().containsOnlyOnce("event=topology-ended action=exit");
            } finally {
                service.destroyForcibly();
            }
        }
    }

    private static Process start(KafkaProcess kafka, int management, Path state, Path log) throws IOException {
        assertThat(PROGRAM).as("what the package phase builds").exists();
        List<String> command = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dkafka.bootstrap.servers=" + kafka.bootstrapServers(),
                        "-Dquarkus.oidc.auth-server-url=" + Backends.tokens().issuer(),
                        "-Dquarkus.http.port=" + FreePorts.find(),
                        "-Dquarkus.management.port=" + management,
                        "-Dbelltower.rules.state-dir=" + state,
                        "-jar",
                        PROGRAM.toString())
                .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
