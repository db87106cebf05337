package org.belltower.local.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.belltower.local.suite.Ports;
import org.belltower.local.suite.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final Command.Place USUAL = new Command.Place(new Ports(18_400), Optional.empty());

    @Test
    void without_options_everything_is_as_usual() {
        assertThat(parse("demo")).isEqualTo(new Command.Demo(USUAL, false, Optional.empty()));
        assertThat(parse("up")).isEqualTo(new Command.Up(USUAL, false));
    }

    @Test
    void options_come_in_any_order() {
        Command.Place place = new Command.Place(new Ports(20_000), Optional.of(Path.of("/tmp/here")));
        assertThat(parse("demo", "--kill", "ingest", "--data", "/tmp/here", "--exit", "--port-base", "20000"))
                .isEqualTo(new Command.Demo(place, true, Optional.of(Service.EVENT_INGEST)));
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, EVENT_INGEST",
        "event-ingest, EVENT_INGEST",
        "registry, DEVICE_REGISTRY",
        "device-registry, DEVICE_REGISTRY",
        "evaluator, RULES_EVALUATOR",
        "rules-evaluator, RULES_EVALUATOR",
        "dispatcher, DISPATCHER"
    })
    void a_service_is_named_by_its_short_name_or_its_module(String name, Service service) {
        assertThat(parse("demo", "--kill", name)).isEqualTo(new Command.Demo(USUAL, false, Optional.of(service)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                     | There is no command.",
                "down                   | There is no command down.",
                "demo --quiet           | There is no option --quiet here.",
                "demo --simulator       | There is no option --simulator here.",
                "up --exit              | There is no option --exit here.",
                "demo now               | There is no option now here.",
                "demo --kill            | The option --kill needs a value.",
                "demo --kill kafka      | There is no service kafka; choose one of ingest, registry, evaluator, dispatcher.",
                "demo --port-base x     | --port-base must be a number, not x.",
                "up --port-base 80      | --port-base must be from 1024 to 65503, not 80.",
                "up --data              | The option --data needs a value."
            })
    void a_mistake_is_told(String line, String reason) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        assertThat(CommandLine.parse(arguments)).isEqualTo(new Command.Mistaken(reason));
    }

    private static Command parse(String... arguments) {
        return CommandLine.parse(List.of(arguments));
    }
}
