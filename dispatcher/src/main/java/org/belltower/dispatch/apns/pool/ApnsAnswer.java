package org.belltower.dispatch.apns.pool;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a request.
public sealed interface ApnsAnswer {
    /// Apple answered.
    ///
    /// @param reason Apple's word; null if it gave none
    /// @param invalidSince when the device token ceased to be valid; null if not said
    record Answered(
            int status, @Nullable String reason, @Nullable Instant invalidSince) implements ApnsAnswer {}

    /// It did not leave: the last look said that it may not any more.
    record HeldBack() implements ApnsAnswer {}

    /// It left or not, but certainly nobody has looked at it: it may go again at once.
    ///
    /// @param code one of a fixed few
    record NotProcessed(String code) implements ApnsAnswer {}

    /// It did not leave: its token is suspect, and the connection for these is busy.
    record SuspectsBusy() implements ApnsAnswer {}

    /// It did not leave: there is no connection.
    ///
    /// @param cause why the last one could not be made; null if nobody said. Its text may hold
    ///     anything: not for a log
    /// @param after none is tried before
    /// @param ofSuspects whether it is only the connection for suspect tokens: others may do well
    record Unreachable(@Nullable Throwable cause, Duration after, boolean ofSuspects) implements ApnsAnswer {}

    /// It left, and nobody knows: the connection or its stream ended without an answer.
    record Lost() implements ApnsAnswer {}
}
