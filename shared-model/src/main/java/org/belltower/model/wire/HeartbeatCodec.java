package org.belltower.model.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.belltower.model.heartbeat.Heartbeat;

/// Heartbeats on their topic: a CloudEvent as every record, but of no district, so its key is `service/instance`.
public final class HeartbeatCodec {
    /// The CloudEvents type.
    public static final String TYPE = "org.belltower.heartbeat.v1";

    private HeartbeatCodec() {}

    /// A record.
    // Arrays: they are what Kafka takes, and records are never compared.
    @SuppressWarnings("ArrayRecordComponent")
    public record Encoded(byte[] key, Map<String, String> headers, byte[] value) {}

    /// @param time by the writer's clock: to be shown, not judged by
    public static Encoded encode(Heartbeat heartbeat, Instant time) {
        Map<String, String> headers = Map.of(
                CloudEventHeaders.SPEC_VERSION,
                "1.0",
                CloudEventHeaders.ID,
                UUID.randomUUID().toString(),
                CloudEventHeaders.SOURCE,
                "/belltower/" + heartbeat.service(),
                CloudEventHeaders.TYPE,
                TYPE,
                CloudEventHeaders.TIME,
                time.toString(),
                CloudEventHeaders.CONTENT_TYPE,
                MessageType.CONTENT_TYPE);
        return new Encoded(heartbeat.key().getBytes(StandardCharsets.UTF_8), headers, JsonCodec.write(heartbeat));
    }

    /// @throws MalformedMessageException if the record is of another type or cannot be read
    public static Heartbeat decode(Map<String, String> headers, byte[] value) throws MalformedMessageException {
        if (!TYPE.equals(headers.get(CloudEventHeaders.TYPE))) {
            throw new MalformedMessageException(CloudEventHeaders.TYPE, "must be " + TYPE);
        }
        return JsonCodec.read(value, Heartbeat.class);
    }
}
