package org.belltower.embedded.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerConfigurationTest {
    @TempDir
    private Path folder;

    @Test
    void clients_and_users_are_read_and_secrets_can_only_be_checked() throws Exception {
        IssuerSettings settings = read("""
                {"port": 0, "keyFolder": "%s",
                 "clients": [
                   {"id": "sis", "secretHash": "%s", "district": "north", "scopes": ["events.write"],
                    "sources": ["https://sis/"], "lifetime": "PT5M"},
                   {"id": "app", "public": true, "redirectUris": ["app:/back"]}],
                 "users": [
                   {"username": "ana", "passwordHash": "%s", "district": "north", "person": "guardian-1"}]}
                """.formatted(
                        folder.resolve("keys"),
                        PasswordHash.ofRandomSecret("s3cret").encoded(),
                        PasswordHash.ofRandomSecret("horse").encoded()));

        Client sis = settings.clients().get(0);
        assertThat(((Client.Credential.Secret) sis.credential()).hash().matches("s3cret"))
                .isTrue();
        assertThat(((Client.Credential.Secret) sis.credential()).hash().matches("s3cret2"))
                .isFalse();
        assertThat(sis.lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.clients().get(1))
                .isEqualTo(new Client(
                        "app",
                        new Client.Credential.None(),
                        null,
                        Set.of(),
                        List.of(),
                        List.of("app:/back"),
                        Duration.ofHours(1)));
        assertThat(settings.users().getFirst().password().matches("horse")).isTrue();
        assertThat(settings.toString()).doesNotContain("pbkdf2", "ana");
    }

    @Test
    void the_key_stays_the_same_and_is_its_owners_alone() throws Exception {
        SigningKey first = SigningKey.in(folder);
        assertThat(SigningKey.in(folder).publicKeySet()).isEqualTo(first.publicKeySet());
        Path file = folder.resolve("issuer-key.json");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(folder.toFile().list()).containsExactly("issuer-key.json");
    }

    @Test
    void what_is_unknown_or_missing_is_refused() {
        assertThatThrownBy(() -> read("{\"keyFolder\": \"%s\", \"client\": []}".formatted(folder)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("{\"keyFolder\": \"%s\", \"clients\": [{\"id\": \"a\"}]}".formatted(folder)))
                .hasMessageContaining("a client has a secretHash, or is public: a");
        assertThatThrownBy(() -> read("{}")).hasMessage("keyFolder is missing");
        assertThatThrownBy(() -> PasswordHash.parse("plain text")).isInstanceOf(IllegalArgumentException.class);
    }

    private IssuerSettings read(String json) throws Exception {
        Path file = folder.resolve("issuer.json");
        Files.writeString(file, json);
        return IssuerConfiguration.read(file);
    }
}
