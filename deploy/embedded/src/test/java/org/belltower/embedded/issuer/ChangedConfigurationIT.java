package org.belltower.embedded.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.embedded.host.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An issuer in a process of its own whose configuration file is changed while it runs.
class ChangedConfigurationIT {
    private final int port = FreePorts.find();
    private final Browser http = new Browser();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path file;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private ChildJvm issuer;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("issuer.json");
        replace("sis", "first");
        issuer = ChildJvm.start(LocalIssuerMain.class, folder.resolve("issuer.log"), file.toString());
    }

    @AfterEach
    void stop() {
        http.close();
        issuer.stop();
    }

    @Test
    void a_replaced_file_holds_at_the_next_request_and_the_key_stays() throws Exception {
        String keys = http.get(url("/jwks")).body();
        assertThat(status("sis", "first")).isEqualTo(200);
        // As long as the one before, so that only its being another file tells.
        replace("sis", "other");
        assertThat(status("sis", "first")).isEqualTo(401);
        assertThat(status("sis", "other")).isEqualTo(200);
        replace("lunch", "third");
        assertThat(status("sis", "other")).isEqualTo(401);
        assertThat(status("lunch", "third")).isEqualTo(200);
        assertThat(http.get(url("/jwks")).body()).isEqualTo(keys);
        assertThat(Files.readString(folder.resolve("issuer.log"))).isEmpty();
    }

    @Test
    void a_file_edited_in_place_holds_too() throws Exception {
        assertThat(status("sis", "first")).isEqualTo(200);
        Files.writeString(file, content("sis", "second"));
        assertThat(status("sis", "second")).isEqualTo(200);
    }

    @Test
    @Timeout(60)
    void a_file_that_cannot_be_read_changes_nothing_and_is_told_once_without_what_it_holds() throws Exception {
        for (String broken : new String[] {
            "{\"port\": s3cret",
            content("sis", "x").replace("pbkdf2-sha512:", "pbkdf2-sha512:s3cret"),
            content("sis", "x").replace("\"id\"", "\"s3cret\"")
        }) {
            long before = warnings();
            Files.writeString(file, broken);
            assertThat(status("sis", "first")).isEqualTo(200);
            assertThat(status("sis", "first")).isEqualTo(200);
            assertThat(warnings()).isEqualTo(before + 1);
        }
        Files.delete(file);
        assertThat(status("sis", "first")).isEqualTo(200);
        assertThat(Files.readString(folder.resolve("issuer.log")))
                .contains("line 1, column", "clients and users stay as they were")
                .doesNotContain("s3cret", "pbkdf2");
        replace("sis", "second");
        assertThat(status("sis", "second")).isEqualTo(200);
    }

    private long warnings() throws Exception {
        return Files.readString(folder.resolve("issuer.log"))
                .lines()
                .filter(line -> line.contains("is not taken up"))
                .count();
    }

    private void replace(String client, String secret) throws Exception {
        Path whole = Files.writeString(folder.resolve("new"), content(client, secret));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String content(String client, String secret) {
        return """
                {"port": %d, "keyFolder": "%s",
                 "clients": [{"id": "%s", "secretHash": "%s", "scopes": ["events.write"]}]}
                """.formatted(
                        port,
                        folder.resolve("keys"),
                        client,
                        PasswordHash.ofRandomSecret(secret).encoded());
    }

    private int status(String client, String secret) throws Exception {
        var form = Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret);
        return http.post(url("/token"), form).statusCode();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
