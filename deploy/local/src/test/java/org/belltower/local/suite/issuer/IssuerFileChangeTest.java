package org.belltower.local.suite.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.belltower.embedded.issuer.PasswordHash;
import org.belltower.local.suite.issuer.IdentityChange.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerFileChangeTest {
    private static final Identities.Person ROSA =
            new Identities.Person("rosa", "local", "rosa-ruiz", List.of("families"), Set.of("devices"));
    private static final Identities.Client LUNCH =
            new Identities.Client("lunch", "local", Set.of("events.write"), List.of("/lunch"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private IssuerFile file;

    @BeforeEach
    void create() {
        file = new IssuerFile(folder.resolve("issuer.json"), folder.resolve("keys"));
        file.create(18_400, new Identities(List.of(), List.of()));
    }

    @Test
    void who_is_added_stands_there_with_a_hash_only() throws IOException {
        String password = secret(file.change(new IdentityChange.AddPerson(ROSA)));
        String secret = secret(file.change(new IdentityChange.AddClient(LUNCH)));
        JsonNode user = json().path("users").path(0);
        assertThat(PasswordHash.parse(user.path("passwordHash").asText()).matches(password))
                .isTrue();
        assertThat(user.path("person").asText()).isEqualTo("rosa-ruiz");
        JsonNode client = json().path("clients").path(2);
        assertThat(PasswordHash.parse(client.path("secretHash").asText()).matches(secret))
                .isTrue();
        assertThat(client.path("sources").path(0).asText()).isEqualTo("/lunch");
        assertThat(Files.readString(file.file())).doesNotContain(password, secret);
        assertThat(Files.getPosixFilePermissions(file.file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void a_name_that_exists_is_refused_and_keeps_its_password() throws IOException {
        file.change(new IdentityChange.AddPerson(ROSA));
        String before = Files.readString(file.file());
        assertThat(file.change(new IdentityChange.AddPerson(ROSA)))
                .isEqualTo(new Result.Refused("There is a user rosa already."));
        assertThat(Files.readString(file.file())).isEqualTo(before);
    }

    @Test
    void a_new_password_replaces_the_hash_and_nothing_that_somebody_wrote() throws IOException {
        String first = secret(file.change(new IdentityChange.AddPerson(ROSA)));
        Files.writeString(file.file(), Files.readString(file.file()).replace("families", "teachers"));
        String second = secret(file.change(new IdentityChange.NewPassword("rosa")));
        JsonNode user = json().path("users").path(0);
        PasswordHash hash = PasswordHash.parse(user.path("passwordHash").asText());
        assertThat(List.of(hash.matches(first), hash.matches(second))).containsExactly(false, true);
        assertThat(user.path("groups").path(0).asText()).isEqualTo("teachers");
    }

    @Test
    void who_is_removed_is_gone_and_who_is_unknown_is_told() throws IOException {
        file.change(new IdentityChange.AddPerson(ROSA));
        assertThat(file.change(new IdentityChange.RemovePerson("rosa"))).isEqualTo(new Result.Removed());
        assertThat(json().path("users")).isEmpty();
        assertThat(List.of(
                        file.change(new IdentityChange.RemovePerson("rosa")),
                        file.change(new IdentityChange.NewPassword("rosa")),
                        file.change(new IdentityChange.NewSecret("lunch")),
                        file.change(new IdentityChange.RemoveClient("lunch"))))
                .containsExactly(
                        new Result.Refused("There is no user rosa."),
                        new Result.Refused("There is no user rosa."),
                        new Result.Refused("There is no client lunch."),
                        new Result.Refused("There is no client lunch."));
    }

    @Test
    void a_client_without_a_secret_gets_none() {
        assertThat(file.change(new IdentityChange.NewSecret("office")))
                .isEqualTo(new Result.Refused("People sign in with the client office; it keeps no secret."));
    }

    @Test
    void a_file_that_is_none_is_told_without_what_it_holds() throws IOException {
        for (String broken : List.of("{\n\"users\": s3cret", "[]", "{\"users\": {\"rosa\": \"s3cret\"}}", "")) {
            Files.writeString(file.file(), broken);
            assertThatThrownBy(() -> file.change(new IdentityChange.AddPerson(ROSA)))
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining(file.file().toString())
                    .hasMessageNotContaining("s3cret");
            assertThat(file.file()).hasContent(broken);
        }
    }

    private static String secret(Result result) {
        assertThat(result).isInstanceOf(Result.Drawn.class);
        assertThat(result.toString()).isEqualTo("Drawn[]");
        return ((Result.Drawn) result).secret();
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(file.file().toFile());
    }
}
