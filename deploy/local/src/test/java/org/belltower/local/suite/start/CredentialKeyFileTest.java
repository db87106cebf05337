package org.belltower.local.suite.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// B11: the local run has a key of its own for credentials.
class CredentialKeyFileTest {
    @TempDir
    private Path folder;

    @Test
    void it_is_made_once_for_its_owner_alone_and_kept() throws IOException {
        Path file = CredentialKeyFile.in(folder).file();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2).startsWith("current=local-1");
        assertThat(Base64.getDecoder().decode(lines.getLast().replaceFirst("local-1=", "")))
                .hasSize(32);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        assertThat(CredentialKeyFile.in(folder).ofService())
                .containsEntry("BELLTOWER_CREDENTIALS_KEYS_FILE", file.toString());
        assertThat(Files.readAllLines(file)).isEqualTo(lines);
    }

    @Test
    void two_runs_have_different_ones() throws IOException {
        assertThat(Files.readString(CredentialKeyFile.in(folder.resolve("a")).file()))
                .isNotEqualTo(Files.readString(
                        CredentialKeyFile.in(folder.resolve("b")).file()));
    }
}
