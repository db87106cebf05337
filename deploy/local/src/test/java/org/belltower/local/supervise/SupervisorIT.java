package org.belltower.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.local.process.ProcessSpec;
import org.belltower.local.process.Readiness;
import org.belltower.local.process.ledger.ProcessLedger;
import org.belltower.local.process.ledger.RememberedProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
    private static final Duration A_WHILE = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    private final List<SupervisionEvent> events = new CopyOnWriteArrayList<>();
    private final List<Supervisor> supervisors = new CopyOnWriteArrayList<>();

    @AfterEach
    void endWhatWasStarted() {
        supervisors.forEach(Supervisor::close);
    }

    @Test
    void what_is_needed_is_ready_before_what_needs_it_starts() throws InterruptedException {
        Path trace = folder.resolve("trace");
        String write = "echo %s >> '" + trace + "'; echo ready; exec sleep 300";
        Supervisor supervisor = supervisor(
                StandIns.shell(folder, "service", write.formatted("service"), "database", "broker"),
                StandIns.shell(folder, "database", "sleep 0.5; " + write.formatted("database")),
                StandIns.shell(folder, "broker", write.formatted("broker")));
        StartResult result = supervisor.start();
        assertThat(result).isInstanceOf(StartResult.Ready.class);
        assertThat(lines(trace)).containsExactly("broker", "database", "service");
    }

    @Test
    void the_time_that_is_told_counts_from_the_beginning_of_the_start() throws InterruptedException {
        Supervisor supervisor = supervisor(
                StandIns.shell(folder, "database", "sleep 1; echo ready; exec sleep 300"),
                StandIns.staying(folder, "service", "database"));
        StartResult result = supervisor.start();
        Duration database = toldReady("database");
        Duration service = toldReady("service");
        assertThat(service).isGreaterThan(database).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(result)
                .isInstanceOfSatisfying(
                        StartResult.Ready.class,
                        ready -> assertThat(ready.took()).isGreaterThanOrEqualTo(service));
    }

    private Duration toldReady(String name) {
        return events.stream()
                .filter(SupervisionEvent.Ready.class::isInstance)
                .map(SupervisionEvent.Ready.class::cast)
                .filter(ready -> ready.name().equals(name))
                .findFirst()
                .orElseThrow()
                .took();
    }

    @Test
    void a_process_that_is_not_ready_in_time_is_told_with_the_end_of_its_log() throws InterruptedException {
        ProcessSpec slow = StandIns.shell(folder, "slow", "seq 1 30; echo already here; exec sleep 300");
        Supervisor supervisor = supervisor(StandIns.within(slow, Duration.ofSeconds(1)));
        assertThat(supervisor.start()).isInstanceOfSatisfying(StartResult.Failed.class, failed -> {
            assertThat(failed.name()).isEqualTo("slow");
            assertThat(failed.reason()).isEqualTo("was not ready within 1 s");
            assertThat(failed.lastLines())
                    .hasSize(20)
                    .startsWith("12")
                    .endsWith("already here")
                    .doesNotContain("11");
        });
    }

    @Test
    void a_process_that_dies_before_it_is_ready_is_told_and_what_needs_it_is_not_started() throws InterruptedException {
        Supervisor supervisor = supervisor(
                StandIns.shell(folder, "database", "echo no room; exit 3"),
                StandIns.staying(folder, "service", "database"));
        assertThat(supervisor.start()).isInstanceOfSatisfying(StartResult.Failed.class, failed -> {
            assertThat(failed.name()).isEqualTo("database");
            assertThat(failed.reason()).isEqualTo("ended with status 3");
            assertThat(failed.lastLines()).containsExactly("no room");
        });
        supervisor.close();
        assertThat(events).containsExactly(new SupervisionEvent.Starting("database"));
    }

    @Test
    void a_log_that_cannot_be_written_is_told() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("logs"));
        Supervisor supervisor =
                supervisor(StandIns.staying(folder, "database"), StandIns.staying(folder, "service", "database"));
        assertThat(supervisor.start()).isInstanceOfSatisfying(StartResult.Failed.class, failed -> {
            assertThat(failed.name()).isEqualTo("database");
            assertThat(failed.reason()).isEqualTo("has a log that cannot be written: it is a file");
        });
    }

    @Test
    void a_program_that_does_not_exist_is_told() throws InterruptedException {
        ProcessSpec shell = StandIns.staying(folder, "database");
        Supervisor supervisor = supervisor(new ProcessSpec(
                shell.name(),
                List.of("/no/such/program"),
                shell.environment(),
                shell.folder(),
                shell.after(),
                shell.readiness(),
                shell.readyWithin(),
                shell.ending()));
        assertThat(supervisor.start())
                .isInstanceOfSatisfying(
                        StartResult.Failed.class,
                        failed -> assertThat(String.join("\n", failed.lastLines()))
                                .contains("/no/such/program"));
    }

    @Test
    void a_killed_process_is_restarted_at_once() throws InterruptedException {
        Supervisor supervisor = supervisor(StandIns.staying(folder, "service"));
        supervisor.start();
        long first = pid("service");
        supervisor.kill("service");
        assertThat(supervisor.awaitReady("service", A_WHILE)).isTrue();
        assertThat(pid("service")).isNotEqualTo(first);
        assertThat(ProcessHandle.of(first)).isEmpty();
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(events)
                        .hasAtLeastOneElementOfType(SupervisionEvent.Back.class)
                        .anySatisfy(event -> assertThat(event)
                                .isInstanceOfSatisfying(SupervisionEvent.Died.class, died -> {
                                    assertThat(died.how()).isEqualTo("was ended by signal 9");
                                    assertThat(died.restartIn()).isLessThanOrEqualTo(Duration.ZERO);
                                })));
    }

    @Test
    void a_process_that_goes_on_dying_is_restarted_after_growing_pauses_and_recovers() throws InterruptedException {
        Path broken = folder.resolve("broken");
        String script = "if [ -e '" + broken + "' ]; then exit 1; fi; echo ready; exec sleep 300";
        Supervisor supervisor = supervisor(StandIns.shell(folder, "service", script));
        supervisor.start();
        append(broken, "yes");
        supervisor.kill("service");
        await().atMost(A_WHILE).until(() -> pauses().size() >= 3);
        assertThat(pauses()).startsWith(0L, 1L, 2L);
        assertThat(broken.toFile().delete()).isTrue();
        assertThat(supervisor.awaitReady("service", A_WHILE)).isTrue();
    }

    @Test
    void a_restarted_process_that_hangs_is_killed_and_tried_again() throws InterruptedException {
        Path hanging = folder.resolve("hanging");
        String script = "if [ -e '" + hanging + "' ]; then rm '" + hanging
                + "'; exec sleep 300; fi; echo ready; exec sleep 300";
        ProcessSpec spec = StandIns.shell(folder, "service", script);
        Supervisor supervisor = supervisor(StandIns.within(spec, Duration.ofSeconds(1)));
        supervisor.start();
        append(hanging, "yes");
        supervisor.kill("service");
        assertThat(supervisor.awaitReady("service", A_WHILE)).isTrue();
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                SupervisionEvent.Died.class,
                                died -> assertThat(died.how()).isEqualTo("was not ready within 1 s")));
    }

    @Test
    void processes_end_in_the_opposite_order_and_one_that_will_not_is_killed() throws InterruptedException {
        Path trace = folder.resolve("trace");
        String stop = "trap 'echo %s >> \"" + trace + "\"; exit' TERM; echo ready; while :; do sleep 0.05; done";
        Supervisor supervisor = supervisor(
                StandIns.shell(folder, "database", stop.formatted("database")),
                StandIns.shell(folder, "service", stop.formatted("service"), "database"),
                StandIns.shell(folder, "deaf", "trap '' TERM; echo ready; exec sleep 300"));
        supervisor.start();
        List<RememberedProcess> started = ledger().all();
        supervisor.close();
        assertThat(lines(trace)).containsExactly("service", "database");
        assertThat(events).contains(new SupervisionEvent.Killed("deaf"));
        assertThat(started).hasSize(3).allMatch(process -> process.find().isEmpty());
        assertThat(ledger().all()).isEmpty();
    }

    @Test
    void closing_in_the_middle_of_a_start_leaves_nothing() throws InterruptedException {
        Supervisor supervisor = supervisor(
                StandIns.shell(folder, "slow", "exec sleep 300"), StandIns.staying(folder, "service", "slow"));
        Thread starting = Thread.ofVirtual().start(() -> {
            try {
                supervisor.start();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(A_WHILE).until(() -> !ledger().all().isEmpty());
        List<RememberedProcess> started = ledger().all();
        supervisor.close();
        assertThat(starting.join(A_WHILE)).isTrue();
        assertThat(started).hasSize(1).allMatch(process -> process.find().isEmpty());
        assertThat(events).doesNotContain(new SupervisionEvent.Starting("service"));
    }

    @Test
    void a_service_is_ready_when_its_health_page_answers_200() throws InterruptedException, IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        health.start();
        URI address = URI.create("http://127.0.0.1:" + health.getAddress().getPort() + "/q/health/ready");
        ProcessSpec spec = StandIns.readyBy(StandIns.staying(folder, "service"), new Readiness.HttpOk(address));
        assertThat(supervisor(spec).start()).isInstanceOf(StartResult.Ready.class);
        assertThat(asked).hasValue(3);
        health.stop(0);
    }

    private Supervisor supervisor(ProcessSpec... specs) {
        Supervisor supervisor = new Supervisor(
                List.of(specs),
                ledger(),
                new Supervisor.Settings(
                        folder.resolve("logs"), RestartPolicy.STANDARD, GRACE, InstantSource.system(), events::add));
        supervisors.add(supervisor);
        return supervisor;
    }

    private ProcessLedger ledger() {
        return new ProcessLedger(folder.resolve("processes"));
    }

    private long pid(String name) {
        return ledger().all().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private List<Long> pauses() {
        return events.stream()
                .filter(SupervisionEvent.Died.class::isInstance)
                .map(event ->
                        Math.round(((SupervisionEvent.Died) event).restartIn().toMillis() / 1000.0))
                .toList();
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
