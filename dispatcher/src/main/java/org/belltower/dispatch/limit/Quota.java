package org.belltower.dispatch.limit;

import java.time.Duration;

/// What a provider's rate leaves at a moment.
///
/// @param perSecond requests a second that may leave now: less than the full rate while it rises
/// @param left requests that may leave at once; 0 while paused
/// @param paused for how long nothing leaves, since the provider said so; zero: it does not pause
public record Quota(double perSecond, int left, Duration paused) {}
