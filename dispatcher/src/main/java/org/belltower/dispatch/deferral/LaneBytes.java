package org.belltower.dispatch.deferral;

import java.util.Map;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;

/// A push's record as it stood on the lane, fields that nobody here knows included.
///
/// @param headers as text
/// @param value handed over, not copied
// An array: it is what Kafka and the database take, and records are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record LaneBytes(Map<String, String> headers, byte[] value) {
    public LaneBytes {
        headers = Map.copyOf(headers);
    }

    /// Reads it.
    public Push push() throws MalformedMessageException {
        return MessageType.PUSH.decode(headers, value);
    }

    /// Not what it holds: names and texts.
    @Override
    public String toString() {
        return "LaneBytes[" + value.length + "]";
    }
}
