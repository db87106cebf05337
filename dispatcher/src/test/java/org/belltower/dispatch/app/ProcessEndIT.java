package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.Provider;
import org.belltower.model.wire.Topics;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service as it is shipped, in a process of its own, as a supervisor sees it.
class ProcessEndIT {
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
