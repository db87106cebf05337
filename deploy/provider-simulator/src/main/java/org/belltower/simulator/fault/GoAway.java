package org.belltower.simulator.fault;

import java.time.Duration;

/// The end of a connection as HTTP/2 announces it (RFC 9113, section 6.8). Immutable.
///
/// From the moment when it is told to, the connection processes no stream beyond the last one that
/// came: that one is the `last-stream-id`. What it had processed is answered, then it closes. With
/// none to be left out the GOAWAY leaves at once. Else it leaves when so many newer streams have
/// come, which are read and not processed, or after [#LONGEST_WAIT] if they do not come: so its
/// `last-stream-id` is below what the sender has in flight, and nothing that it names unprocessed
/// was ever recorded as received.
///
/// @param unprocessed how many newer streams are to have come
/// @param errorCode of HTTP/2; 0 for none
public record GoAway(int unprocessed, long errorCode) {

    /// How long a GOAWAY waits for streams to leave out.
    public static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    /// Not negative; a code is a number of 32 bits.
    public GoAway {
        if (unprocessed < 0) {
            throw new IllegalArgumentException("unprocessed must not be negative: " + unprocessed);
        }
        if (errorCode < 0 || errorCode > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("error code must be 0 to 4294967295: " + errorCode);
        }
    }

    /// All that came is answered.
    public static GoAway graceful() {
        return new GoAway(0, 0);
    }

    /// All that came is answered, but for the next so many streams.
    public static GoAway leavingOut(int unprocessed) {
        return new GoAway(unprocessed, 0);
    }
}
