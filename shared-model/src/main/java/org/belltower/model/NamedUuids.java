package org.belltower.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Belltower's name-based ids: UUIDv5 (RFC 9562, section 5.5) of other ids, the same wherever and whenever they are
/// made. Pure.
public final class NamedUuids {
    /// Their namespace.
    private static final UUID NAMESPACE = UUID.fromString("6f0b3a52-6d3f-5d0e-9f0c-1f7c1b5a2e11");

    private NamedUuids() {}

    /// @param ids in their order; lists of another length are another name
    public static UUID of(String... ids) {
        // No id holds a control character, so a separator keeps different lists different.
        return version5(String.join("\u001f", ids));
    }

    private static UUID version5(String name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long most = (hash.getLong() & ~0xF000L) | 0x5000L;
        long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
