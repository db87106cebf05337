package org.belltower.model.credential;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.belltower.model.InvalidFieldException;

/// The keys that data keys are encrypted under: one is current, the others still open what was sealed with them.
///
/// Immutable. Never prints a key.
public final class KeyRing {
    private static final int BYTES = 32;
    /// Shorter than a key in Base64, of whatever alphabet and with or without padding: where somebody wrote the key, it
    /// is refused as an id, and not repeated.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final String current;
    private final Map<String, SecretKey> keys;

    private KeyRing(String current, Map<String, SecretKey> keys) {
        this.current = current;
        this.keys = Map.copyOf(keys);
    }

    /// No keys: nothing can be sealed or opened.
    public static KeyRing none() {
        return new KeyRing("", Map.of());
    }

    /// @param current the id of the one to seal with
    /// @param keys 256 bits each, by their ids
    /// @throws InvalidFieldException naming the id that is wrong, never a key
    public static KeyRing of(String current, Map<String, byte[]> keys) {
        Map<String, SecretKey> ring = new HashMap<>();
        keys.forEach((id, key) -> ring.put(id("keys", id), key(id, key)));
        if (!ring.containsKey(current)) {
            throw new InvalidFieldException("current", "must be the id of one of the keys");
        }
        return new KeyRing(current, ring);
    }

    private static SecretKey key(String id, byte[] key) {
        if (key.length != BYTES) {
            throw new InvalidFieldException("keys." + id, "must be 32 bytes in Base64");
        }
        return new SecretKeySpec(key, "AES");
    }

    /// @throws InvalidFieldException naming the field, never the id: it may be a key in the wrong place
    public static String id(String field, String id) {
        if (!ID.matcher(InvalidFieldException.required(field, id)).matches()) {
            throw new InvalidFieldException(field, "must be 1 to 32 letters, digits, '.', '_' and '-'");
        }
        return id;
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /// The id of the key to seal with; blank if there are no keys.
    public String current() {
        return current;
    }

    public Set<String> ids() {
        return keys.keySet();
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "KeyRing[current=" + current + " ids="
                + keys.keySet().stream().sorted().toList() + "]";
    }
}
