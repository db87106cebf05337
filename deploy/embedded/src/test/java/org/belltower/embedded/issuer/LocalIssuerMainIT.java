package org.belltower.embedded.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.embedded.host.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIssuerMainIT {
    private final int port = FreePorts.find();

    @TempDir
    private Path folder;

    private Path configuration;

    @BeforeEach
    void configure() throws Exception {
        configuration = Files.writeString(folder.resolve("issuer.json"), """
                {"port": %d, "keyFolder": "%s", "clients": [{"id": "sis", "secretHash": "%s", "scopes": ["events.write"]}]}
                """.formatted(
                        port,
                        folder.resolve("keys"),
                        PasswordHash.ofRandomSecret("s3cret").encoded()));
    }

    @Test
    void its_keys_are_the_same_after_a_restart_and_its_log_is_silent() throws Exception {
        Path log = folder.resolve("issuer.log");
        try (Browser http = new Browser()) {
            String keys = "";
            for (int start = 0; start < 2; start++) {
                ChildJvm issuer = ChildJvm.start(LocalIssuerMain.class, log, configuration.toString());
                String url = "http://127.0.0.1:" + port;
                String published = http.get(url + "/jwks").body();
                assertThat(keys).isIn("", published);
                keys = published;
                var form = Map.of("grant_type", "client_credentials", "client_id", "sis", "client_secret", "s3cret");
                assertThat(http.post(url + "/token", form).statusCode()).isEqualTo(200);
                issuer.stop();
                assertThat(FreePorts.isFree(port)).isTrue();
            }
        }
        assertThat(Files.readString(log)).isEmpty();
    }

    @Test
    void it_ends_with_its_parent_when_asked_to() {
        ChildJvm parent =
                ChildJvm.start(ParentToBeKilled.class, folder.resolve("parent.log"), configuration.toString());
        assertThat(FreePorts.isFree(port)).isFalse();
        parent.kill();
        await().atMost(Duration.ofSeconds(10)).until(() -> FreePorts.isFree(port));
    }

    @Test
    void what_keeps_it_from_starting_is_told() {
        Path log = folder.resolve("issuer.log");
        assertThatThrownBy(() -> ChildJvm.start(LocalIssuerMain.class, log))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("usage: LocalIssuerMain <configuration.json>");
    }
}
