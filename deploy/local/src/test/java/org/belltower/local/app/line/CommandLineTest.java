package org.belltower.local.app.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.local.deadletter.LetterFilter;
import org.belltower.local.deadletter.LetterPlace;
import org.belltower.local.deadletter.Since;
import org.belltower.local.deadletter.kafka.KafkaAccess;
import org.belltower.local.suite.issuer.Identities;
import org.belltower.local.suite.issuer.IdentityChange;
import org.belltower.local.suite.issuer.SignInClient;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final Command.Place USUAL = new Command.Place(new Ports(18_400), Optional.empty());

    @Test
    void without_options_everything_is_as_usual() {
        assertThat(parse("demo")).isEqualTo(new Command.Demo(USUAL, false, List.of()));
        assertThat(parse("up")).isEqualTo(new Command.Up(USUAL, false));
    }

    @Test
    void dead_letters_are_named_by_their_places_or_by_what_is_said_of_them() {
        KafkaAccess here = new KafkaAccess("127.0.0.1:18420", Optional.empty());
        assertThat(parse("dead-letters", "list"))
                .isEqualTo(new Command.DeadLetters(here, new LetterTask.Listing(LetterFilter.ALL, 50)));
        assertThat(parse("dead-letters", "show", "3:17", "--value", "--port-base", "20000"))
                .isEqualTo(new Command.DeadLetters(
                        new KafkaAccess("127.0.0.1:20020", Optional.empty()),
                        new LetterTask.Showing(new LetterPlace(3, 17), true)));
        assertThat(parse("dead-letters", "replay", "3:17", "0:2", "3:17", "--yes"))
                .isEqualTo(new Command.DeadLetters(
                        here,
                        new LetterTask.Replaying(
                                List.of(new LetterPlace(3, 17), new LetterPlace(0, 2)),
                                new LetterTask.Consent(false, true))));
        assertThat(parse(
                        "dead-letters",
                        "replay",
                        "--all",
                        "--again",
                        "--since",
                        "36h",
                        "--topic=t",
                        "--bootstrap-servers",
                        "broker:9092",
                        "--command-config",
                        "c.properties"))
                .isEqualTo(new Command.DeadLetters(
                        new KafkaAccess("broker:9092", Optional.of(Path.of("c.properties"))),
                        new LetterTask.ReplayingAll(
                                new LetterFilter(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("t"),
                                        Optional.of(new Since.Ago(Duration.ofHours(36)))),
                                1_000,
                                new LetterTask.Consent(true, false))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dead-letters show | dead-letters needs one of: list, show PLACE, replay PLACE... or --all.",
                "dead-letters show 3-17 | A place is partition:offset, as list shows it: 3:17, not 3-17.",
                "dead-letters replay --yes | dead-letters needs one of: list, show PLACE, replay PLACE... or --all.",
                "dead-letters replay 3:17 --all | --all and places do not go together.",
                "dead-letters replay 3:17 --service x | Places say what is meant; filters go with --all.",
                "dead-letters list --limit 0 | --limit must be a number from 1 to 99999.",
                "dead-letters list --since soon"
                        + " | --since must be a time such as 2026-11-23T08:00:00Z, or 90m, 24h or 7d."
            })
    void what_cannot_be_meant_of_dead_letters_is_told(String line, String reason) {
        assertThat(parse(line.split(" "))).isEqualTo(new Command.Mistaken(reason));
    }

    @Test
    void options_come_in_any_order() {
        Command.Place place = new Command.Place(new Ports(20_000), Optional.of(Path.of("/tmp/here")));
        assertThat(parse("demo", "--kill", "ingest", "--data", "/tmp/here", "--exit", "--port-base", "20000"))
                .isEqualTo(new Command.Demo(place, true, List.of(Service.EVENT_INGEST)));
    }

    @Test
    void a_value_may_follow_an_equals_sign() {
        Command.Place place = new Command.Place(new Ports(21_400), Optional.of(Path.of("/tmp/a=b")));
        assertThat(parse("up", "--port-base=21400", "--data=/tmp/a=b", "--simulator"))
                .isEqualTo(new Command.Up(place, true));
    }

    @Test
    void a_user_is_added_for_a_phone_unless_more_is_said() {
        assertThat(parse("user", "add", "rosa", "--person", "rosa-ruiz"))
                .isEqualTo(new Command.Change(
                        Optional.empty(),
                        new IdentityChange.AddPerson(
                                new Identities.Person("rosa", "local", "rosa-ruiz", List.of(), Set.of("devices")))));
        assertThat(parse(
                        "user",
                        "add",
                        "--district=north",
                        "--group",
                        "a",
                        "--group",
                        "b",
                        "--scope",
                        "roster.read",
                        "rosa",
                        "--scope",
                        "staff",
                        "--person",
                        "p-1",
                        "--data",
                        "/tmp/here"))
                .isEqualTo(new Command.Change(
                        Optional.of(Path.of("/tmp/here")),
                        new IdentityChange.AddPerson(new Identities.Person(
                                "rosa", "north", "p-1", List.of("a", "b"), Set.of("roster.read", "staff")))));
    }

    @Test
    void a_client_is_added_with_its_sources() {
        assertThat(parse(
                        "client",
                        "add",
                        "lunch",
                        "--district",
                        "north",
                        "--scope",
                        "events.write",
                        "--source",
                        "/lunch",
                        "--source",
                        "/till"))
                .isEqualTo(new Command.Change(
                        Optional.empty(),
                        new IdentityChange.AddClient(new Identities.Client(
                                "lunch", "north", Set.of("events.write"), List.of("/lunch", "/till")))));
    }

    @Test
    void who_is_there_gets_a_new_secret_or_is_removed() {
        assertThat(List.of(
                        parse("user", "password", "rosa"),
                        parse("user", "remove", "rosa"),
                        parse("client", "secret", "sis"),
                        parse("client", "remove", "sis")))
                .containsExactly(
                        new Command.Change(Optional.empty(), new IdentityChange.NewPassword("rosa")),
                        new Command.Change(Optional.empty(), new IdentityChange.RemovePerson("rosa")),
                        new Command.Change(Optional.empty(), new IdentityChange.NewSecret("sis")),
                        new Command.Change(Optional.empty(), new IdentityChange.RemoveClient("sis")));
    }

    @Test
    void a_token_is_a_persons_or_a_clients() {
        Ports ports = new Ports(18_400);
        assertThat(parse("token", "--user", "rosa"))
                .isEqualTo(new Command.Token(ports, new Command.Holder.User("rosa", Optional.empty())));
        assertThat(parse("token", "--user", "rosa", "--client", "office"))
                .isEqualTo(new Command.Token(ports, new Command.Holder.User("rosa", Optional.of(SignInClient.OFFICE))));
        assertThat(parse("token", "--client", "sis", "--port-base", "20000"))
                .isEqualTo(new Command.Token(new Ports(20_000), new Command.Holder.Client("sis")));
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
        assertThat(parse("demo", "--kill", name)).isEqualTo(new Command.Demo(USUAL, false, List.of(service)));
    }

    @Test
    void several_services_are_killed_in_the_order_in_which_they_are_named() {
        assertThat(parse("demo", "--kill", "dispatcher", "--exit", "--kill=ingest"))
                .isEqualTo(new Command.Demo(USUAL, true, List.of(Service.DISPATCHER, Service.EVENT_INGEST)));
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
                "demo --kill ingest --kill event-ingest | The option --kill names event-ingest twice.",
                "demo --port-base x     | --port-base must be a number, not x.",
                "up --port-base 80      | --port-base must be from 1024 to 65503, not 80.",
                "up --data              | The option --data needs a value.",
                "up --data=             | The option --data needs a value.",
                "demo --data --exit     | The option --data needs a value.",
                "demo --exit=yes        | The option --exit takes no value.",
                "user                   | user needs one of: add NAME, password NAME, remove NAME.",
                "user invite rosa       | There is no command user invite; user needs one of: add NAME, password NAME, "
                        + "remove NAME.",
                "client                 | client needs one of: add NAME, secret NAME, remove NAME.",
                "client password sis    | There is no command client password; client needs one of: add NAME, secret "
                        + "NAME, remove NAME.",
                "user add               | The name is missing.",
                "user add rosa          | The option --person is missing.",
                "user add rosa ana --person p  | There is no option ana here.",
                "user add rosa --person p --scope device | There is no scope device; choose from events.write, "
                        + "roster.read, roster.write, apps.write, settings.read, settings.write, rights.read, rights.write, "
                        + "audit.read, explanations.read, operations.read, sessions.end, devices, staff.",
                "user add rosa --person p --scope roster.write | The scope roster.write is for programs alone; a user "
                        + "may have devices, staff, roster.read, operations.read.",
                "user add rosa --person p --district a/b | --district must be 1 to 64 letters, digits, dots, dashes "
                        + "or underscores.",
                "user password --person p      | There is no option --person here.",
                "client add sis --scope events.write     | The option --district is missing.",
                "client add sis --district north         | The option --scope is missing.",
                "client add sis --district north --scope events.write | The option --source is missing: events.write "
                        + "is for the sources it names.",
                "client add c:x --district north --scope devices | The name must be 1 to 64 letters, digits, dots, "
                        + "dashes, underscores or @, and begin with a letter or a digit.",
                "user add ../x --person p      | The name must be 1 to 64 letters, digits, dots, dashes, underscores "
                        + "or @, and begin with a letter or a digit.",
                "user add rosa --person p --person q  | The option --person is there twice.",
                "client secret                 | The name is missing.",
                "token                         | One of --user and --client is missing.",
                "token --user a --client sis   | Nobody signs in with sis; choose family-app or office."
            })
    void a_mistake_is_told(String line, String reason) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        assertThat(CommandLine.parse(arguments)).isEqualTo(new Command.Mistaken(reason));
    }

    private static Command parse(String... arguments) {
        return CommandLine.parse(List.of(arguments));
    }
}
