package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.wire.Topics;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service as it is shipped, in a process of its own, as a supervisor sees it.
class ProcessEndIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Ten to drain, and some to take leave of Kafka and to close what is open.
    private static final int ENDS_WITHIN_SECONDS = 15;

    private static final Path SERVICE = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @Test
    void a_service_that_can_write_down_nothing_ends_with_an_error_so_that_it_is_started_again(@TempDir Path folder)
            throws IOException, InterruptedException {
        File log = folder.resolve("service.log").toFile();
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
                Suite suite = new Suite(kafka.bootstrapServers())) {
            Process service = start(kafka, simulator, log);
            try {
                suite.group().awaitSharers(1);
                suite.limitRecords(Topics.OUTCOMES, 0);
                suite.send(suite.phone(Provider.APNS).push("e-1"));
                assertThat(service.waitFor(60, TimeUnit.SECONDS))
                        .as("it has ended")
                        .isTrue();
                assertThat(service.exitValue()).isEqualTo(1);
            } finally {
                service.destroyForcibly().onExit().join();
            }
        }
        assertThat(Files.readString(log.toPath()))
                .containsPattern(
                        "ERROR .*event=dispatcher-failed lost=outcomes cause=UnwritableException<RecordTooLargeException at=org.belltower")
                .containsPattern("ERROR .*event=process-ends lost=outcomes");
    }

    @Test
    void a_service_that_is_told_to_end_while_providers_stall_drains_within_ten_seconds_and_loses_nothing(
            @TempDir Path folder) throws IOException, InterruptedException {
        File log = folder.resolve("service.log").toFile();
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
                Suite suite = new Suite(kafka.bootstrapServers())) {
            simulator.script().add(Rule.when(Match.any()).reply(Reply.stall()));
            Process service = start(kafka, simulator, log);
            List<Push> pushes;
            try {
                suite.group().awaitSharers(1);
                pushes = suite.phones(20).stream()
                        .map(phone -> suite.send(phone.push("e-1")))
                        .toList();
                await().atMost(PATIENCE).until(() -> simulator.received().total() == pushes.size());
                service.destroy();
                assertThat(service.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS))
                        .as("it has ended")
                        .isTrue();
            } finally {
                service.destroyForcibly().onExit().join();
            }
            simulator.script().clear();
            suite.dispatcher(TestConfig.keys(simulator));
            suite.awaitOutcomes(pushes);
            suite.awaitEndOfOutcomes();
            assertThat(pushes)
                    .allSatisfy(push -> assertThat(suite.outcomes(push))
                            .singleElement()
                            .satisfies(outcome -> assertThat(outcome.result()).isInstanceOf(Result.Accepted.class)));
            assertThat(simulator.received().total()).isEqualTo(2L * pushes.size());
        }
        assertThat(Files.readString(log.toPath())).doesNotContain("timed-out", "did-not-end", "ERROR");
    }

    private static Process start(EmbeddedKafka kafka, ProviderSimulator simulator, File log) throws IOException {
        Map<String, String> settings = new HashMap<>(TestConfig.keys(simulator));
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("quarkus.http.port", "0");
        settings.put("quarkus.management.port", "0");
        settings.put("quarkus.oidc.tenant-enabled", "false");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", SERVICE.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }
}
