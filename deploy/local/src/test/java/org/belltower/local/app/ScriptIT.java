package org.belltower.local.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.belltower.local.app.line.Command;
import org.belltower.local.app.line.CommandLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The shell script `belltower`, in a checkout of its own whose path has a space, with stand-ins for Java and Maven
/// that write down how they were called.
class ScriptIT {
    private static final List<String> TOOLS = List.of(
            "sh", "cat", "cksum", "dirname", "env", "find", "grep", "head", "mkdir", "rm", "sed", "sort", "tail",
            "touch");
    private static final List<String> SERVICES =
            List.of("event-ingest", "device-registry", "rules-evaluator", "dispatcher");
    private static final String BUILDS = """
            echo "mvn $*" >> "$CALLS"
            if [ "$2" = -v ]; then echo "Apache Maven 3.9.9 (x)"; exit; fi
            echo "[INFO] Building Belltower: shared model 0.1.0-SNAPSHOT          [2/10]"
            for service in %s; do
                mkdir -p "$CHECKOUT/$service/target/quarkus-app"
                touch "$CHECKOUT/$service/target/quarkus-app/quarkus-run.jar"
            done
            mkdir -p "$CHECKOUT/deploy/local/target/classes"
            echo "$CHECKOUT/belltower" > "$CHECKOUT/deploy/local/target/class-path"
            """.formatted(String.join(" ", SERVICES));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path checkout;

    private record Ended(int status, String output, String errors) {}

    @BeforeEach
    void layOutACheckout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        Path original = Path.of("").toAbsolutePath().resolve("../../belltower");
        Path copy = Files.copy(original, checkout.resolve("belltower"));
        assertThat(copy.toFile().setExecutable(true)).isTrue();
        write(checkout.resolve("pom.xml"), "<project/>");
        write(checkout.resolve("shared-model/src/main/java/One.java"), "class One {}");
        write(checkout.resolve("shared-model/src/main/java/Two.java"), "class Two {}");
        write(checkout.resolve("deploy/local/src/main/resources/org/belltower/local/app/usage.txt"), "usage: it");
        Path jdk = folder.resolve("jdk");
        write(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        program(jdk.resolve("bin/javac"), "exit 1");
        program(jdk.resolve("bin/java"), "echo \"java $*\" >> \"$CALLS\"; exit 7");
        for (String tool : TOOLS) {
            Path real = Path.of("/usr/bin").resolve(tool);
            Files.createDirectories(folder.resolve("bin"));
            Files.createSymbolicLink(
                    folder.resolve("bin").resolve(tool), Files.exists(real) ? real : Path.of("/bin", tool));
        }
        program(folder.resolve("bin/mvn"), BUILDS);
    }

    @Test
    void the_first_start_builds_and_hands_over_with_the_status_of_the_run() throws IOException, InterruptedException {
        Ended ended = script("demo", "--exit");
        assertThat(ended.status()).isEqualTo(7);
        assertThat(ended.output()).contains("\n  2/10  Belltower: shared model\n");
        assertThat(calls()).hasSize(3);
        assertThat(calls().get(1))
                .startsWith("mvn ")
                .contains("-pl deploy/local -am")
                .endsWith(" package");
        assertThat(calls().get(2))
                .startsWith("java ")
                .contains("-Dbelltower.home=" + checkout.toRealPath())
                .endsWith(" org.belltower.local.app.Main demo --exit");
    }

    @Test
    void a_warm_start_does_not_call_maven() throws IOException, InterruptedException {
        script("up");
        forget();
        assertThat(script("up").output()).isEmpty();
        assertThat(calls()).singleElement().asString().startsWith("java ");
    }

    @Test
    void what_has_changed_gone_or_come_is_built_again() throws IOException, InterruptedException {
        script("up");
        write(checkout.resolve("shared-model/src/main/java/One.java"), "class One { int i; }");
        assertThat(buildsAgain()).isTrue();
        Files.delete(checkout.resolve("shared-model/src/main/java/Two.java"));
        assertThat(buildsAgain()).isTrue();
        write(checkout.resolve("dispatcher/src/main/java/Three.java"), "class Three {}");
        assertThat(buildsAgain()).isTrue();
        Files.delete(checkout.resolve("dispatcher/target/quarkus-app/quarkus-run.jar"));
        assertThat(buildsAgain()).isTrue();
        write(checkout.resolve("dispatcher/src/test/java/ThreeTest.java"), "class ThreeTest {}");
        assertThat(buildsAgain()).isFalse();
    }

    @Test
    void a_failed_build_shows_the_end_of_its_log_and_is_tried_again() throws IOException, InterruptedException {
        program(
                folder.resolve("bin/mvn"),
                "if [ \"$2\" = -v ]; then echo 'Apache Maven 3.8.7'; exit; fi; echo '[ERROR] no such symbol'; exit 1");
        Ended ended = script("demo");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.errors()).contains("The build failed").endsWith("[ERROR] no such symbol\n");
        program(folder.resolve("bin/mvn"), BUILDS);
        assertThat(buildsAgain()).isTrue();
    }

    @Test
    void a_missing_or_old_maven_is_told_with_what_to_install() throws IOException, InterruptedException {
        program(folder.resolve("bin/mvn"), "echo 'Apache Maven 3.6.3 (x)'");
        Ended old = script("demo");
        assertThat(old.status()).isEqualTo(1);
        assertThat(old.errors()).contains("Maven 3.6.3 is too old", "3.8.7 or later");
        Files.delete(folder.resolve("bin/mvn"));
        Ended missing = script("test");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.errors()).contains("Maven is needed", "3.8.7 or later");
    }

    @Test
    void test_verifies_and_hands_on_what_follows() throws IOException, InterruptedException {
        assertThat(script("test", "-pl", "shared-model").status()).isZero();
        assertThat(calls().getLast())
                .isEqualTo("mvn -B -ntp -f " + checkout.toRealPath() + "/pom.xml verify -pl shared-model");
    }

    @Test
    void help_and_mistakes_need_neither_java_nor_maven() throws IOException, InterruptedException {
        assertThat(script("help")).isEqualTo(new Ended(0, "usage: it", ""));
        assertThat(script("demo", "--help")).isEqualTo(new Ended(0, "usage: it", ""));
        assertThat(script()).isEqualTo(new Ended(2, "", "usage: it"));
        assertThat(script("down")).isEqualTo(mistaken("There is no command down."));
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --nonsense",
                "demo now",
                "demo --exit=yes",
                "demo --simulator",
                "demo --kill",
                "demo --data --exit",
                "up --data=",
                "up --exit",
                "up ''",
                "user",
                "user invite",
                "client",
                "client password sis",
                "user add rosa ana",
                "user add rosa --source x",
                "client add sis --person x",
                "client secret sis --scope x",
                "dead-letters",
                "dead-letters find",
                "dead-letters list 3:17",
                "dead-letters list --value",
                "dead-letters show 3:17 3:18",
                "dead-letters show 3:17 --service x",
                "dead-letters replay",
                "dead-letters replay --all=yes",
                "dead-letters replay --reason",
                "token sis",
                "token --data x",
                "token",
                "token --port-base 20000"
            })
    void a_wrong_option_is_told_in_one_line_before_anything_is_built(String line)
            throws IOException, InterruptedException {
        List<String> arguments = arguments(line);
        Ended ended = script(arguments.toArray(String[]::new));
        assertThat(folder.resolve("calls")).doesNotExist();
        // Java, which knows the same options, gives the same reason.
        assertThat(CommandLine.parse(arguments))
                .isInstanceOfSatisfying(
                        Command.Mistaken.class, mistake -> assertThat(ended).isEqualTo(mistaken(mistake.reason())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --exit --kill ingest --kill dispatcher --port-base 20000 --data d",
                "up --simulator --port-base=20000 --data=d=e",
                "user add rosa --person p --district d --group g --group h --scope devices --data d",
                "user add --person p rosa",
                "user password rosa --data d",
                "user remove rosa",
                "client add sis --district d --scope events.write --source /sis --source /till --data d",
                "client secret sis",
                "client remove sis",
                "dead-letters list --service event-ingest --reason x --topic t --since 24h --limit 5 --port-base 20000",
                "dead-letters show 3:17 --value --bootstrap-servers broker:9092 --command-config client.properties",
                "dead-letters replay 3:17 0:2 --yes --again",
                "dead-letters replay --all --since 2026-11-23T08:00:00Z --yes",
                "token --user rosa --client office --port-base 20000"
            })
    void every_option_there_is_reaches_java_as_it_stands(String line) throws IOException, InterruptedException {
        List<String> arguments = arguments(line);
        assertThat(script(arguments.toArray(String[]::new)).status()).isEqualTo(7);
        assertThat(calls().getLast()).endsWith(" org.belltower.local.app.Main " + line);
        assertThat(CommandLine.parse(arguments)).isNotInstanceOf(Command.Mistaken.class);
    }

    @Test
    void a_mapping_is_tried_by_the_classes_of_event_ingest_itself_with_the_status_of_that()
            throws IOException, InterruptedException {
        assertThat(script("mapping", "try", "north.yaml", "records.txt").status())
                .isEqualTo(7);
        String app = checkout.toRealPath() + "/event-ingest/target/quarkus-app";
        assertThat(calls().getLast())
                .endsWith(" -cp %s/app/*:%s/lib/main/*:%s/lib/boot/* ".formatted(app, app, app)
                        + "org.belltower.ingest.app.MappingTry north.yaml records.txt");
    }

    @Test
    void a_mapping_that_is_not_named_is_asked_for_before_anything_is_built() throws IOException, InterruptedException {
        assertThat(script("mapping")).isEqualTo(mistaken("mapping needs: try FILE [RECORDS]."));
        assertThat(script("mapping", "show", "x")).isEqualTo(mistaken("mapping needs: try FILE [RECORDS]."));
        assertThat(script("mapping", "try")).isEqualTo(mistaken("mapping try needs the file of a mapping."));
        assertThat(script("mapping", "try", "a", "b", "c").status()).isEqualTo(2);
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void what_a_running_suite_is_used_with_is_not_built_again_and_builds_beside_its_output()
            throws IOException, InterruptedException {
        Ended first = script("token", "--client", "sis");
        assertThat(first.errors()).contains("Building Belltower");
        assertThat(first.output()).isEmpty();
        write(checkout.resolve("shared-model/src/main/java/One.java"), "class One { int i; }");
        forget();
        script("user", "add", "rosa", "--person", "p");
        assertThat(calls()).singleElement().asString().startsWith("java ");
    }

    private static Ended mistaken(String reason) {
        return new Ended(2, "", "belltower: " + reason + "\n./belltower help tells more.\n");
    }

    private static List<String> arguments(String line) {
        return Arrays.stream(line.split(" ", -1))
                .map(argument -> argument.equals("''") ? "" : argument)
                .toList();
    }

    private boolean buildsAgain() throws IOException, InterruptedException {
        forget();
        script("up");
        return calls().stream().anyMatch(call -> call.endsWith(" package"));
    }

    private Ended script(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("belltower").toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("standard-output");
        Path errors = folder.resolve("standard-error");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin").toString());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("CALLS", folder.resolve("calls").toString());
        builder.environment().put("CHECKOUT", checkout.toString());
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private void forget() throws IOException {
        Files.deleteIfExists(folder.resolve("calls"));
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void program(Path file, String script) throws IOException {
        write(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
