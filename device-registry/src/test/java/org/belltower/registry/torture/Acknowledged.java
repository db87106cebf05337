package org.belltower.registry.torture;

import java.time.Instant;

/// A logout that was answered, so Kafka had acknowledged its end at that time.
///
/// @param device as its record's key
record Acknowledged(String device, long sessionEpoch, Instant when) {}
