package org.belltower.model.push;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.change.EventId;

/// The id of a push, the same at every attempt, so that a repeat replaces the first on the phone (`apns-id`,
/// `apns-collapse-id`, FCM `notification.tag`).
public record PushId(@JsonValue UUID value) {
    /// The namespace of Belltower's name-based ids (RFC 9562, section 5.5).
    private static final UUID NAMESPACE = UUID.fromString("6f0b3a52-6d3f-5d0e-9f0c-1f7c1b5a2e11");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PushId {
        InvalidFieldException.required("id", value);
    }

    /// The id of the push that tells this device about this event: UUIDv5 of district, event and device.
    public static PushId of(DistrictId district, EventId event, DeviceId device) {
        // No id holds a control character, so a separator keeps different lists different.
        String name =
                String.join("\u001f", district.value(), event.client(), event.source(), event.id(), device.value());
        return new PushId(version5(name));
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

    @Override
    public String toString() {
        return value.toString();
    }
}
