package org.belltower.registry.hygiene;

import java.time.Instant;
import org.belltower.model.Provider;

/// A provider did not take a token, and said nothing of its death.
///
/// @param tokenVersion which of the device's tokens it was
public record Rejection(Provider provider, long tokenVersion, Instant at) {}
