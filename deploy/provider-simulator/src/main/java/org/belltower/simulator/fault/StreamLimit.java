package org.belltower.simulator.fault;

/// How many streams a client may have open on a connection, as SETTINGS announce it. Immutable.
///
/// @param streams the full number
/// @param oneUntilAccepted whether it is 1 until the connection's first push was accepted, as APNs
/// does it for a sender that it does not know yet
/// @param oneAfterDeadToken whether it falls to 1 when a push was refused because its device token
/// is dead, until the next one is accepted, as APNs does it at times
public record StreamLimit(int streams, boolean oneUntilAccepted, boolean oneAfterDeadToken) {

    /// At least one.
    public StreamLimit {
        if (streams < 1) {
            throw new IllegalArgumentException("streams must be at least 1: " + streams);
        }
    }

    /// Always as many.
    public static StreamLimit of(int streams) {
        return new StreamLimit(streams, false, false);
    }

    /// One at first and after a dead device token.
    public static StreamLimit cautious(int streams) {
        return new StreamLimit(streams, true, true);
    }
}
