package org.belltower.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.belltower.embedded.Backends;
import org.belltower.embedded.host.FreePorts;
import org.belltower.ingest.sis.mapping.yaml.Mappings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service as it is packaged, in a process of its own, with a mapping that is wrong in two lines.
@SuppressWarnings("NullAway.Init") // Set before each test.
class MappingsAtStartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path APPLICATION = Path.of("target", "quarkus-app");
    private static final List<String> MISTAKES = List.of(
            "north.yaml:49: must be one of PRESENT, ABSENT, TARDY, EARLY_RELEASE, and may be LATE",
            "north.yaml:59: konto is no field here");

    @TempDir
    private Path folder;

    private Path mapping;
    private Path log;

    @BeforeEach
    void write() throws IOException {
        assertThat(APPLICATION).as("what the package phase builds").isDirectory();
        log = folder.resolve("service.log");
        mapping = Files.createDirectory(folder.resolve("mappings")).resolve("north.yaml");
        Files.writeString(
                mapping,
                Mappings.northYaml()
                        .replace("T: TARDY", "T: LATE")
                        .replace("account: account_id", "konto: account_id"));
    }

    @Test
    void a_service_whose_mapping_is_wrong_ends_and_names_each_mistake_by_file_and_line() throws Exception {
        assertThat(run(
                        "-Dkafka.bootstrap.servers=" + Backends.kafka(),
                        "-Dquarkus.oidc.auth-server-url=" + Backends.tokens().issuer(),
                        "-Dquarkus.http.port=" + FreePorts.find(),
                        "-Dquarkus.management.port=" + FreePorts.find(),
                        "-Dbelltower.ingest.sis.mappings=" + mapping.getParent(),
                        "-Dbelltower.ingest.sis.state-dir=" + folder.resolve("state"),
                        "-jar",
                        APPLICATION.resolve("quarkus-run.jar").toString()))
                .isEqualTo(1);
        assertThat(log).content().contains("belltower.ingest.sis.mappings:").contains(MISTAKES);
    }

    @Test
    void mapping_try_names_them_too_before_anything_is_started() throws Exception {
        assertThat(run(
                        "-cp",
                        String.join(
                                ":",
                                APPLICATION.resolve("app/*").toString(),
                                APPLICATION.resolve("lib/main/*").toString(),
                                APPLICATION.resolve("lib/boot/*").toString()),
                        MappingTry.class.getName(),
                        mapping.toString()))
                .isEqualTo(2);
        assertThat(log).content().contains(MISTAKES);
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("ended")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
