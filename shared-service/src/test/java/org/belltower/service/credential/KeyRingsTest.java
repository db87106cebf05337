package org.belltower.service.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.credential.KeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingsTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    private record Configured(Optional<Path> keysFile, Optional<String> current, Map<String, String> keys)
            implements CredentialKeys {}

    private static KeyRing ring(Path file) {
        return KeyRings.of(new Configured(Optional.of(file), Optional.empty(), Map.of()));
    }

    private static KeyRing ring(Optional<String> current, Map<String, String> keys) {
        return KeyRings.of(new Configured(Optional.empty(), current, keys));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("keys"), text);
    }

    @Test
    void a_file_names_the_current_key_and_holds_all() throws IOException {
        KeyRing ring = ring(file("# made in November\ncurrent=2026-11\n2026-10=" + KEY + "\n2026-11 = " + KEY + "\n"));
        assertThat(ring).hasToString("KeyRing[current=2026-11 ids=[2026-10, 2026-11]]");
    }

    @Test
    void settings_do_as_well() {
        assertThat(ring(Optional.of("a"), Map.of("a", KEY))).hasToString("KeyRing[current=a ids=[a]]");
    }

    @Test
    void without_either_there_is_no_key() {
        assertThat(ring(Optional.empty(), Map.of()).isEmpty()).isTrue();
    }

    @Test
    void what_is_wrong_is_told_by_file_and_id_and_never_by_key() throws IOException {
        Path file = file("current=a\na=canary!\n");
        assertThatThrownBy(() -> ring(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("belltower.credentials.keys-file: " + file + ": keys.a must be 32 bytes in Base64")
                .hasNoCause();
        assertThatThrownBy(() -> ring(file("current=b\na=" + KEY)))
                .hasMessageEndingWith("current must be the id of one of the keys");
        assertThatThrownBy(() -> ring(file("a=" + KEY))).hasMessageEndingWith("current must name one of the keys");
        assertThatThrownBy(() -> ring(folder.resolve("missing")))
                .hasMessageEndingWith("missing is not a readable file of keys");
        assertThatThrownBy(() -> ring(Optional.empty(), Map.of("a", KEY)))
                .hasMessage("belltower.credentials.current must name one of the keys");
    }

    @Test
    void a_key_where_an_id_should_stand_is_not_repeated() throws IOException {
        byte[] secret = new byte[32];
        for (int index = 0; index < secret.length; index++) {
            secret[index] = (byte) (index * 7);
        }
        String standard = Base64.getEncoder().encodeToString(secret);
        String forUrls = Base64.getUrlEncoder().encodeToString(secret);
        String bare = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        for (String key : List.of(standard, forUrls, bare)) {
            for (String lines : List.of(key + "=2026-11", key, key + "=" + KEY, key + " " + KEY)) {
                assertThatThrownBy(() -> ring(file("current=a\n" + lines + "\n")))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageEndingWith(": keys must be 1 to 32 letters, digits, '.', '_' and '-'")
                        .message()
                        .doesNotContain(bare.substring(0, 20));
            }
        }
        assertThatThrownBy(() -> ring(Optional.of("a"), Map.of(bare, "a")))
                .message()
                .doesNotContain(bare.substring(0, 20));
    }

    @Test
    void both_a_file_and_settings_are_refused() throws IOException {
        Path file = file("current=a\na=" + KEY);
        assertThatThrownBy(() -> KeyRings.of(new Configured(Optional.of(file), Optional.of("b"), Map.of("b", KEY))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("belltower.credentials.keys-file");
    }
}
