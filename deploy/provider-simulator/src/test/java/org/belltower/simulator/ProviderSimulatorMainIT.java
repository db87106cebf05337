package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProviderSimulatorMainIT {

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void it_says_when_it_is_ready_ends_when_told_and_keeps_its_keys_for_the_next_time() throws Exception {
        Process first = start(
                "--apns-port",
                "0",
                "--fcm-port",
                "0",
                "--control-port",
                "0",
                "--apns-key",
                "TEAM000001:KEY0000001:org.a,org.b",
                "--fcm-project",
                "family-app");
        String ready = firstLine(first);
        assertThat(ready).matches("ready apns=\\d+ fcm=\\d+ control=\\d+");
        String key = Files.readString(folder.resolve("apns-KEY0000001.p8"));
        String authority = Files.readString(folder.resolve("ca.pem"));
        assertThat(folder.resolve("service-account-family-app.json")).exists();

        first.destroy();
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();

        List<String> ports = List.of(ready.split("[ =]", -1));
        Process second = start("--apns-port", ports.get(2), "--fcm-port", ports.get(4), "--control-port", ports.get(6));
        assertThat(firstLine(second)).isEqualTo(ready);
        assertThat(Files.readString(folder.resolve("apns-KEY0000001.p8"))).isEqualTo(key);
        assertThat(Files.readString(folder.resolve("ca.pem"))).isEqualTo(authority);

        Process third = start("--apns-port", ports.get(2), "--fcm-port", "0", "--control-port", "0");
        assertThat(third.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(third.exitValue()).isEqualTo(1);
        assertThat(new String(third.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("cannot listen on")
                .contains(ports.get(2));
    }

    @Test
    void a_wrong_argument_ends_it_with_the_usage() throws Exception {
        Process process = start("--loud");

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("unknown argument: --loud")
                .contains("usage: provider-simulator");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ProviderSimulatorMain.class.getName(),
                "--folder",
                folder.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        return output.readLine();
    }
}
