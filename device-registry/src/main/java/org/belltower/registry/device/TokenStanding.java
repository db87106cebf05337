package org.belltower.registry.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands for and against a device's token. Nothing of it is published.
///
/// @param told when the app last told it: proof of its death must be newer (C9)
/// @param suspicion null: nothing stands against it
public record TokenStanding(Instant told, @Nullable Suspicion suspicion) {
    /// The app told the token, anew or again.
    static TokenStanding toldAt(Instant now) {
        return new TokenStanding(now, null);
    }

    TokenStanding with(@Nullable Suspicion other) {
        return new TokenStanding(told, other);
    }
}
