package org.belltower.local.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.belltower.local.process.ledger.ProcessLedger;
import org.belltower.local.process.ledger.RememberedProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a run, seen from outside: each is a JVM of its own.
class RunIT {
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final long SIGINT = 1L << (2 - 1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    private final List<Process> runs = new ArrayList<>();

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        for (Process run : runs) {
            run.destroy();
            if (!run.waitFor(A_WHILE.toSeconds(), TimeUnit.SECONDS)) {
                run.destroyForcibly();
            }
        }
    }

    @Test
    void a_terminated_run_leaves_no_process() throws IOException, InterruptedException {
        Process run = readyRun("first");
        List<RememberedProcess> started = started();
        assertThat(started).hasSize(2).allMatch(process -> process.find().isPresent());
        run.destroy();
        assertThat(run.waitFor(A_WHILE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(143);
        assertThat(started).allMatch(process -> process.find().isEmpty());
        assertThat(started()).isEmpty();
    }

    @Test
    void an_interrupt_of_the_terminals_whole_group_ends_all_in_order() throws IOException, InterruptedException {
        Process run = readyRun("first");
        List<RememberedProcess> started = started();
        for (RememberedProcess process : started) {
            signal("INT", process.pid());
        }
        signal("INT", run.pid());
        assertThat(run.waitFor(A_WHILE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        assertThat(started).allMatch(process -> process.find().isEmpty());
        assertThat(output("first")).contains("Stopping.").doesNotContain("died");
    }

    @Test
    void after_a_killed_run_the_next_one_ends_what_was_left_and_starts() throws IOException, InterruptedException {
        Process run = readyRun("first");
        List<RememberedProcess> started = started();
        run.destroyForcibly().waitFor();
        RememberedProcess broker = named("broker", started);
        RememberedProcess service = named("service", started);
        await().atMost(A_WHILE).until(() -> broker.find().isEmpty());
        assertThat(service.find()).isPresent();
        readyRun("second");
        assertThat(service.find()).isEmpty();
        assertThat(output("second")).contains("ended    service, process " + service.pid());
        assertThat(started()).hasSize(2).allMatch(process -> process.find().isPresent());
    }

    @Test
    void a_second_run_in_the_folder_says_who_has_it_and_harms_nothing() throws IOException, InterruptedException {
        Process first = readyRun("first");
        Process second = run("second");
        assertThat(second.waitFor(A_WHILE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(output("second")).contains("belltower stand-in, process " + first.pid());
        assertThat(started()).hasSize(2).allMatch(process -> process.find().isPresent());
    }

    @Test
    void a_folder_with_other_things_in_it_is_left_alone() throws IOException, InterruptedException {
        Path root = Files.createDirectory(folder.resolve("data"));
        Path letter = Files.writeString(root.resolve("letter.txt"), "Dear Ana");
        Process run = run("first");
        assertThat(run.waitFor(A_WHILE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(output("first")).contains("holds other things");
        assertThat(root).isDirectoryContaining(letter::equals);
        assertThat(root.toFile().list()).hasSize(1);
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_in_one_sentence() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("data"));
        Process aFile = run("first");
        assertThat(aFile.waitFor(A_WHILE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(aFile.exitValue()).isEqualTo(1);
        assertThat(output("first"))
                .isEqualTo("belltower: The folder " + folder.resolve("data")
                        + " cannot be made: it is a file. Name another one with --data.\n");
        Files.delete(folder.resolve("data"));
        // A lock that is a folder refuses everybody, root as well.
        Files.createDirectories(folder.resolve("data").resolve("lock"));
        Process noLock = run("second");
        assertThat(noLock.waitFor(A_WHILE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(noLock.exitValue()).isEqualTo(1);
        assertThat(output("second"))
                .isEqualTo("belltower: The folder " + folder.resolve("data")
                        + " cannot be written: is a directory. Name another one with --data.\n");
    }

    private Process readyRun(String name) throws IOException {
        Process run = run(name);
        await().atMost(A_WHILE).until(() -> output(name).contains("all ready") || !run.isAlive());
        assertThat(run.isAlive()).as(output(name)).isTrue();
        return run;
    }

    private Process run(String name) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(obeyingInterrupts());
        command.addAll(List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StandInMain.class.getName(),
                folder.resolve("data").toString()));
        Process run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile())
                .start();
        runs.add(run);
        return run;
    }

    /// A shell's background job ignores SIGINT, and so would all that it starts; at a terminal nothing does.
    private static List<String> obeyingInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean ignored = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring("SigIgn:".length()).strip())
                        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & SIGINT) != 0);
        return ignored ? List.of("env", "--default-signal=INT") : List.of();
    }

    private List<RememberedProcess> started() {
        return new ProcessLedger(folder.resolve("data").resolve("processes")).all();
    }

    private static RememberedProcess named(String name, List<RememberedProcess> processes) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid).start().waitFor();
    }
}
