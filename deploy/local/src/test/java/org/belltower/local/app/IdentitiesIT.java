package org.belltower.local.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.belltower.embedded.issuer.LocalIssuer;
import org.belltower.local.app.line.Command;
import org.belltower.local.app.line.CommandLine;
import org.belltower.local.app.run.Screen;
import org.belltower.local.app.run.UpRun;
import org.belltower.local.suite.issuer.IssuerFile;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.SuiteFolders;
import org.belltower.local.suite.place.UnusedPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `user`, `client` and `token` at the issuer of an `up` that has just been started for the first time.
class IdentitiesIT {
    private final Ports ports = UnusedPorts.find();
    private final int port = ports.issuer();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private IssuerFile.Credentials first;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private LocalIssuer issuer;

    @BeforeEach
    void start() {
        IssuerFile file = UpRun.issuerFile(SuiteFolders.of(folder, folder.resolve("data"), UpRun.NAME));
        first = file.create(port, UpRun.FIRST);
        issuer = LocalIssuer.start(file.file(), InstantSource.system(), _ -> {});
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void the_administrator_signs_in_and_may_what_an_administrator_may() throws InterruptedException {
        String password = first.passwords().getOrDefault("administrator", "");
        assertThat(claims(token(password, "--user", "administrator")))
                .contains("\"person\":\"administrator\"", "\"azp\":\"office\"", "\"district\":\"local\"")
                .contains("\"scope\":\"operations.read roster.read staff\"")
                .contains("\"groups\":[\"administrators\"]");
    }

    @Test
    void every_client_that_is_printed_gets_a_token_with_its_rights() throws InterruptedException {
        assertThat(first.secrets().keySet()).containsExactly("sis", "roster", "operations");
        assertThat(claims(token(first.secrets().getOrDefault("operations", ""), "--client", "operations")))
                .contains("\"scope\":\"audit.read operations.read rights.read rights.write\"");
        assertThat(claims(token(first.secrets().getOrDefault("roster", ""), "--client", "roster")))
                .contains("\"scope\":\"roster.read roster.write\"");
        assertThat(claims(token(first.secrets().getOrDefault("sis", ""), "--client", "sis")))
                .contains("\"scope\":\"events.write\"", "\"sources\":[\"/sis\"]");
    }

    @Test
    void a_user_who_is_added_signs_in_at_once_until_removed() throws InterruptedException {
        assertThat(run("", "user", "add", "rosa", "--person", "rosa-ruiz", "--data", data()))
                .isZero();
        String password = lastWord();
        assertThat(claims(token(password, "--user", "rosa")))
                .contains("\"person\":\"rosa-ruiz\"", "\"azp\":\"family-app\"", "\"scope\":\"devices\"");
        assertThat(run("", "user", "password", "rosa", "--data", data())).isZero();
        String another = lastWord();
        assertThat(refused(password, "--user", "rosa")).contains("name or password is not right");
        assertThat(token(another, "--user", "rosa")).isNotEmpty();
        assertThat(run("", "user", "remove", "rosa", "--data", data())).isZero();
        assertThat(refused(another, "--user", "rosa")).contains("name or password is not right");
    }

    @Test
    void A7_a_new_password_whose_sessions_cannot_be_ended_says_so_plainly() throws InterruptedException {
        assertThat(run("", "user", "password", "administrator", "--data", data()))
                .isZero();
        assertThat(errors())
                .startsWith(
                        "belltower: Devices that are signed in stay so: the device-registry did not end the sessions")
                .contains("/v1/people/administrator/sign-out", "sessions.end");
        assertThat(run("", "client", "secret", "sis", "--data", data())).isZero();
        assertThat(errors()).isEmpty();
    }

    @Test
    void a_user_of_a_phone_whom_the_register_may_not_know_is_added_with_a_word() throws InterruptedException {
        assertThat(run("", "user", "add", "rosa", "--person", "Rosa-Ruiz", "--data", data()))
                .isZero();
        assertThat(errors())
                .isEqualTo("belltower: Nothing comes to rosa until the register of the district local, which could not "
                        + "be asked now, knows a guardian or a student by exactly the id Rosa-Ruiz.\n");
        assertThat(token(lastWord(), "--user", "rosa")).isNotEmpty();
    }

    @Test
    void a_user_whom_the_running_register_does_not_know_is_added_with_a_word()
            throws InterruptedException, IOException {
        Set<String> known = Set.of("/v1/guardians/rosa-ruiz", "/v1/students/ana-ruiz");
        HttpServer registry = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.service(Service.DEVICE_REGISTRY)), 0);
        registry.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(
                        known.contains(exchange.getRequestURI().toString()) ? 200 : 404, -1);
            }
        });
        registry.start();
        try {
            assertThat(run("", "user", "add", "r", "--person", "Rosa-Ruiz", "--data", data()))
                    .isZero();
            assertThat(errors())
                    .isEqualTo("belltower: Nothing comes to r yet: the register of the district local knows no "
                            + "guardian and no student by exactly the id Rosa-Ruiz.\n");
            for (String person : List.of("rosa-ruiz", "ana-ruiz")) {
                assertThat(run("", "user", "add", person, "--person", person, "--data", data()))
                        .isZero();
                assertThat(errors()).isEmpty();
            }
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void somebody_of_the_staff_need_not_be_in_the_register() throws InterruptedException {
        assertThat(run("", "user", "add", "paula", "--person", "p-1", "--scope", "staff", "--data", data()))
                .isZero();
        assertThat(errors()).isEmpty();
    }

    @Test
    void a_client_that_is_added_gets_tokens_at_once() throws InterruptedException {
        List<String> line = List.of(
                "client",
                "add",
                "lunch",
                "--district",
                "north",
                "--scope",
                "events.write",
                "--source",
                "/lunch",
                "--data",
                data());
        assertThat(run("", line.toArray(String[]::new))).isZero();
        assertThat(claims(token(lastWord(), "--client", "lunch")))
                .contains("\"district\":\"north\"", "\"sources\":[\"/lunch\"]");
        assertThat(run("", line.toArray(String[]::new))).isEqualTo(2);
        assertThat(errors()).isEqualTo("belltower: There is a client lunch already.\n");
    }

    @Test
    void what_cannot_be_done_is_told_without_secrets() throws InterruptedException {
        assertThat(refused("guess", "--client", "sis"))
                .isEqualTo("belltower: The issuer gives no token: invalid_client: unknown client or wrong secret.\n");
        assertThat(refused(
                        first.passwords().getOrDefault("administrator", ""),
                        "--user",
                        "administrator",
                        "--client",
                        "family-app"))
                .isEqualTo("belltower: The issuer gives no token: invalid_scope: it would carry no right at all.\n");
        assertThat(run("", "user", "remove", "nobody", "--data", data())).isEqualTo(2);
        assertThat(errors()).isEqualTo("belltower: There is no user nobody.\n");
    }

    @Test
    void the_clients_that_people_sign_in_with_stay() throws InterruptedException {
        for (String client : List.of("office", "family-app")) {
            assertThat(run("", "client", "remove", client, "--data", data())).isEqualTo(2);
            assertThat(errors()).isEqualTo("belltower: People sign in with the client " + client + "; it stays.\n");
        }
        String password = first.passwords().getOrDefault("administrator", "");
        assertThat(token(password, "--user", "administrator")).isNotEmpty();
    }

    @Test
    void a_new_password_holds_at_once_also_after_five_wrong_ones() throws InterruptedException {
        for (int tried = 0; tried < 6; tried++) {
            assertThat(refused("guess", "--user", "administrator")).contains("name or password is not right");
        }
        assertThat(refused(first.passwords().getOrDefault("administrator", ""), "--user", "administrator"))
                .contains("has to wait a minute");
        assertThat(run("", "user", "password", "administrator", "--data", data()))
                .isZero();
        assertThat(token(lastWord(), "--user", "administrator")).isNotEmpty();
    }

    @Test
    void before_the_first_start_there_is_nobody_to_change() throws InterruptedException {
        Path elsewhere = folder.resolve("elsewhere");
        assertThat(run("", "user", "remove", "rosa", "--data", elsewhere.toString()))
                .isEqualTo(1);
        assertThat(errors()).startsWith("belltower: There is no ").contains("Start ./belltower up once");
        assertThat(Files.exists(elsewhere)).isFalse();
    }

    @Test
    void an_issuer_that_does_not_run_is_told_with_its_port() throws InterruptedException {
        issuer.close();
        assertThat(refused("x", "--client", "sis")).contains("does not answer on 127.0.0.1:" + port + ".");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String token(String secret, String... whose) throws InterruptedException {
        assertThat(run(secret + "\n", with(whose))).as(errors()).isZero();
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private String refused(String secret, String... whose) throws InterruptedException {
        assertThat(run(secret, with(whose))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        return errors();
    }

    private String[] with(String... whose) {
        List<String> line = new ArrayList<>(List.of("token", "--port-base", Integer.toString(port)));
        line.addAll(List.of(whose));
        return line.toArray(String[]::new);
    }

    private int run(String input, String... line) throws InterruptedException {
        out.reset();
        err.reset();
        Screen screen = new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return switch (CommandLine.parse(List.of(line))) {
            case Command.Change change -> ChangeRun.of(change, folder, screen).run();
            case Command.Token token ->
                new TokenRun(token, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), screen).run();
            case Command.Demo _, Command.Up _, Command.DeadLetters _, Command.Mistaken _ ->
                throw new IllegalArgumentException(String.join(" ", line));
        };
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String lastWord() {
        String[] words = out.toString(StandardCharsets.UTF_8).strip().split("\\s+", -1);
        return words[words.length - 1];
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
