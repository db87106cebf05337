package org.belltower.local.suite.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.embedded.host.FreePorts;
import org.belltower.embedded.issuer.IssuerConfiguration;
import org.belltower.embedded.issuer.LocalIssuer;
import org.belltower.local.suite.call.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerFileIT {
    private static final Identities IDENTITIES = new Identities(
            List.of(new Identities.Client(
                    "sis-north", "north", Set.of("events.write"), List.of("https://sis.north.example"))),
            List.of(new Identities.Person("ana", "north", "guardian-1", List.of("families"), Set.of("devices"))));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private IssuerFile file;

    @BeforeEach
    void name() {
        file = new IssuerFile(folder.resolve("issuer.json"), folder.resolve("keys"));
    }

    @Test
    void clients_and_people_get_tokens_with_their_claims() throws InterruptedException {
        IssuerFile.Credentials credentials = file.create(FreePorts.find(), IDENTITIES);
        try (LocalIssuer issuer = LocalIssuer.start(IssuerConfiguration.read(file.file()), InstantSource.system())) {
            Tokens tokens = new Tokens(URI.create(issuer.url()), credentials);
            assertThat(claims(tokens.ofClient("sis-north")))
                    .contains("\"azp\":\"sis-north\"", "\"district\":\"north\"", "\"scope\":\"events.write\"")
                    .contains("sis.north.example");
            assertThat(claims(tokens.ofPerson("ana")))
                    .contains("\"person\":\"guardian-1\"", "\"district\":\"north\"", "\"scope\":\"devices\"");
            assertThatThrownBy(() -> tokens.ofClient("sis-south"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no such identity: sis-south");
        }
    }

    @Test
    void a_wrong_password_is_told_without_it() {
        file.create(FreePorts.find(), IDENTITIES);
        try (LocalIssuer issuer = LocalIssuer.start(IssuerConfiguration.read(file.file()), InstantSource.system())) {
            var wrong = new IssuerFile.Credentials(Map.of("sis-north", "wrong-one"), Map.of("ana", "wrong-one"));
            Tokens tokens = new Tokens(URI.create(issuer.url()), wrong);
            assertThatThrownBy(() -> tokens.ofPerson("ana")).hasMessage("signing in was answered with 403");
            assertThatThrownBy(() -> tokens.ofClient("sis-north"))
                    .hasMessageContaining("invalid_client")
                    .hasMessageNotContaining("wrong-one");
        }
    }

    @Test
    void the_file_holds_no_secret_and_only_its_owner_reads_it() throws IOException {
        IssuerFile.Credentials credentials = file.create(18_400, IDENTITIES);
        String text = Files.readString(file.file());
        assertThat(credentials.secrets().values()).hasSize(1).noneMatch(text::contains);
        assertThat(credentials.passwords().values()).hasSize(1).noneMatch(text::contains);
        assertThat(Files.getPosixFilePermissions(file.file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(credentials.toString())
                .doesNotContain(credentials.passwords().get("ana"));
    }

    @Test
    void moving_to_another_port_keeps_what_somebody_has_edited() throws IOException {
        file.create(18_400, IDENTITIES);
        Files.writeString(file.file(), Files.readString(file.file()).replace("sis-north", "sis-of-the-north"));
        file.moveTo(20_000);
        assertThat(Files.readString(file.file())).contains("sis-of-the-north", "20000");
        assertThat(IssuerConfiguration.read(file.file()).port()).isEqualTo(20_000);
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
