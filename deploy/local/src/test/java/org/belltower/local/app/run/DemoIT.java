package org.belltower.local.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    @Test
    void the_first_day_arrives_as_written_down_though_the_dispatcher_is_killed(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Command.Place place = new Command.Place(UnusedPorts.find(), Optional.of(folder));
        Command.Demo demo = new Command.Demo(place, true, Optional.of(Service.DISPATCHER));

        int status = DemoRun.of(demo, CHECKOUT, new FirstDayScenario(), new Screen(out, out))
                .run();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("died     dispatcher")
                .contains("missing 0, unexpected 0, duplicate 0")
                .contains("every answer, decision and reason as written down");
        assertThat(status).isZero();
    }
}
