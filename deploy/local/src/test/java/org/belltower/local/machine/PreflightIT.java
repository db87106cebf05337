package org.belltower.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PreflightIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @Test
    void nothing_is_found_where_all_is_well() {
        assertThat(new Preflight(List.of(folder.resolve("fresh")), 1, Map.of(), Map.of()).findings())
                .isEmpty();
    }

    @Test
    void a_taken_port_is_named_with_its_purpose() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(new Preflight(List.of(folder), 1, Map.of(port, "Kafka"), Map.of()).findings())
                    .singleElement()
                    .asString()
                    .startsWith("Port " + port + ", for Kafka, is taken by")
                    .endsWith("choose other ports with --port-base.");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_taken_port_is_named_with_the_process_that_has_it() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new Preflight(List.of(folder), 1, Map.of(taken.getLocalPort(), "Kafka"), Map.of()).findings())
                    .singleElement()
                    .asString()
                    .contains("by process " + ProcessHandle.current().pid() + " (")
                    .contains("java");
        }
    }

    @Test
    void too_little_room_is_told_with_both_figures() {
        assertThat(new Preflight(List.of(folder), Long.MAX_VALUE, Map.of(), Map.of()).findings())
                .singleElement()
                .asString()
                .contains("Too little room")
                .contains(" MB are free, " + Long.MAX_VALUE / 1_000_000 + " MB are needed");
    }

    @Test
    void a_folder_that_cannot_be_written_is_told() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(new Preflight(List.of(file.resolve("data")), 1, Map.of(), Map.of()).findings())
                .singleElement()
                .asString()
                .isEqualTo("The folder " + file.resolve("data")
                        + " cannot be written: not a directory. Name another one with --data.");
    }

    @Test
    void a_service_that_is_not_built_is_named() {
        Path jar = folder.resolve("quarkus-run.jar");
        assertThat(new Preflight(List.of(folder), 1, Map.of(), Map.of(jar, "The dispatcher")).findings())
                .singleElement()
                .asString()
                .startsWith("The dispatcher is not built: " + jar + " is missing.");
    }
}
