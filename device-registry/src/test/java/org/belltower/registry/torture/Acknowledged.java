package org.belltower.registry.torture;

import java.time.Instant;

/// A logout that was answered, so its end stood on the topic at that time.
///
/// @param device as its record's key
record Acknowledged(String device, long sessionEpoch, Instant when) {}
