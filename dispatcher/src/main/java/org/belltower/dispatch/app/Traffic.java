package org.belltower.dispatch.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of the pushes that leave by one app's credential, since the start of this process.
///
/// @param accepted by the provider; what a device shows is not known
/// @param waitingToRetry sent in vain, to be sent again
/// @param lastAccepted null if none was
/// @param lastFailure why a push could not go, the last time; null if none was sent in vain. It stays when
///     others are accepted after it: the times tell which came last
public record Traffic(
        int inFlight,
        long accepted,
        int waitingToRetry,
        @Nullable Instant lastAccepted,
        @Nullable Failure lastFailure) {
    static final Traffic NONE = new Traffic(0, 0, 0, null, null);

    /// A push that was sent in vain, and waits to be sent again.
    ///
    /// @param reason the code of the outcome: the provider's word or ours, one of a fixed few
    public record Failure(Instant at, String reason) {}
}
