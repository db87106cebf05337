package org.belltower.dispatch.status;

import java.time.Instant;
import org.belltower.dispatch.breaker.Breaker;
import org.jspecify.annotations.Nullable;

/// Whether requests leave, and why not.
///
/// @param state CLOSED: they leave; OPEN: none does until the next probe; PROBING: one is out, and
///     what it brings decides
/// @param reason the provider's word or ours, one of a fixed few; null while closed
/// @param since when it opened; null while closed
/// @param nextProbe when one may leave; null while closed
/// @param failedProbes in a row
public record BreakerStatus(
        BreakerState state,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant nextProbe,
        int failedProbes) {
    private static final BreakerStatus CLOSED = new BreakerStatus(BreakerState.CLOSED, null, null, null, 0);

    /// Where a breaker stands.
    public enum BreakerState {
        CLOSED,
        OPEN,
        PROBING
    }

    static BreakerStatus of(Breaker.@Nullable State state) {
        return switch (state) {
            case null -> CLOSED;
            case Breaker.State.Closed _ -> CLOSED;
            case Breaker.State.Open open ->
                new BreakerStatus(
                        open.probing() ? BreakerState.PROBING : BreakerState.OPEN,
                        open.reason(),
                        open.since(),
                        open.probe(),
                        open.failed());
        };
    }
}
