package org.belltower.simulator.received;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The least that is to be known of one request. Immutable.
///
/// @param sequence as in the record
/// @param arrivedAt when the request was complete, to the microsecond
/// @param provider where it arrived
/// @param pushId as in [ReceivedPush]; null if the request carried none
/// @param answer what was decided
public record LedgerEntry(
        long sequence,
        Instant arrivedAt,
        Provider provider,
        @Nullable String pushId,
        Answer answer) {}
