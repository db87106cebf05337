package org.belltower.local.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.belltower.local.app.line.Command;
import org.belltower.local.demo.play.FirstDayScenario;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.UnusedPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole suite as a user starts it: every service in a process of its own, real Kafka, real PostgreSQL, and the
/// providers' protocols. What must arrive is written down by hand, case by case.
class DemoIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().resolve("../..");

    /// The dispatcher at noon, while rights are taken away whose pushes wait in it.
    private static final List<Service> KILLED =
            List.of(Service.DISPATCHER, Service.DEVICE_REGISTRY, Service.RULES_EVALUATOR, Service.EVENT_INGEST);

    @Test
    void the_written_and_the_sample_day_arrive_as_they_must_though_every_service_is_killed(@TempDir Path folder)
            throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Command.Place place = new Command.Place(UnusedPorts.find(), Optional.of(folder));
        Command.Demo demo = new Command.Demo(place, true, KILLED);

        int status = DemoRun.of(demo, CHECKOUT, new FirstDayScenario(), new Screen(out, out))
                .run();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Loaded elm-creek: 300 students, 700 devices")
                .contains("elm-creek 1000")
                .containsPattern("Posted \\d{3} events in .*, changed \\d{3} rows of student information systems in ")
                .contains(KILLED.stream()
                        .map(service -> "died     " + service.module())
                        .toList())
                .contains("Killed         dispatcher, device-registry, rules-evaluator, event-ingest; ")
                .contains("missing 0, unexpected 0, duplicate 0")
                .contains("every answer, decision and reason as written down");
        assertThat(status).isZero();
    }
}
