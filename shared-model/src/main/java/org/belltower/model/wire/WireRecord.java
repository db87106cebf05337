package org.belltower.model.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record as it stands on a topic: a CloudEvent in Kafka's binary content mode (CloudEvents Kafka protocol binding
/// 1.0): `ce_*` headers in UTF-8, JSON value.
///
/// @param value handed over, not copied; null for a tombstone
// An array: it is what Kafka takes, and records are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record WireRecord(RecordKey key, Map<String, String> headers, byte @Nullable [] value) {
    public WireRecord {
        headers = Map.copyOf(headers);
    }

    /// The record after which nothing is known about the key.
    public static WireRecord tombstone(RecordKey key) {
        return new WireRecord(key, Map.of(), null);
    }
}
