package org.belltower.registry.publish;

import java.time.Duration;

/// What waits to be published.
///
/// @param oldest how long the oldest mark has waited; zero if there is none
public record Backlog(long marks, Duration oldest) {}
