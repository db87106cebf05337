package org.belltower.dispatch.send;

/// Whether a push that is inside a sender may still leave. A sender has waits of its own, for a connection, a
/// handshake, an access token; meanwhile a right may have been taken away (R15), or the token rotated.
///
/// Quick, and thread-safe: a client library asks on whichever thread writes.
@FunctionalInterface
public interface LastLook {
    /// For what no right can be taken from.
    LastLook ALWAYS = () -> true;

    /// Asked right before the push is written to a connection that is there, each time anew.
    boolean mayLeave();
}
