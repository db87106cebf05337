package org.belltower.service.credential;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.credential.KeyRing;

/// Reads the ring that the configuration names. What is wrong with it is told by property and file, by id only where
/// that is one, and never by key: in a line that was turned around, the key stands where the id should.
public final class KeyRings {
    private static final String PREFIX = "belltower.credentials.";
    private static final String CURRENT = "current";

    private KeyRings() {}

    /// Blocks for the file.
    ///
    /// @throws IllegalStateException if what is configured is no ring
    public static KeyRing of(CredentialKeys configured) {
        boolean settings =
                configured.current().isPresent() || !configured.keys().isEmpty();
        if (configured.keysFile().isEmpty()) {
            return settings ? ring(PREFIX, configured.current(), configured.keys()) : KeyRing.none();
        }
        if (settings) {
            throw new IllegalStateException(PREFIX + "keys-file: the keys must stand in the file or in settings");
        }
        Path file = configured.keysFile().get();
        Map<String, String> keys = read(file);
        Optional<String> current = Optional.ofNullable(keys.remove(CURRENT));
        return ring(PREFIX + "keys-file: " + file + ": ", current, keys);
    }

    private static KeyRing ring(String place, Optional<String> current, Map<String, String> keys) {
        Map<String, byte[]> decoded = new HashMap<>();
        try {
            keys.forEach((id, key) -> decoded.put(KeyRing.id("keys", id), decoded(id, key)));
            return KeyRing.of(
                    current.orElseThrow(() -> new InvalidFieldException(CURRENT, "must name one of the keys")),
                    decoded);
        } catch (InvalidFieldException e) {
            throw new IllegalStateException(place + e.getMessage());
        }
    }

    // The decoder's reason quotes what it was given.
    private static byte[] decoded(String id, String key) {
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("keys." + id, "must be 32 bytes in Base64");
        }
    }

    private static Map<String, String> read(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(PREFIX + "keys-file: " + file + " is not a readable file of keys");
        }
        Map<String, String> keys = new HashMap<>();
        lines.stringPropertyNames().forEach(name -> keys.put(name, lines.getProperty(name)));
        return keys;
    }
}
